from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.concurrency import ConcurrencyQuota
from policies.template.environment import Environment, share_accounts
from policies.template.resources.alias import Alias
from policies.template.resources.function import Function
from policies.template.resources.iam_policy import ManagedPolicy, Policy

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

NEVER = {"Never": {"Fn::Equals": ["a", "b"]}}


def function(name: Any = None, **attributes: Any) -> dict[str, Any]:
    properties = {} if name is None else {"FunctionName": name}
    return {"Type": "AWS::Lambda::Function", "Properties": properties, **attributes}


def alias(logical_id: str) -> dict[str, Any]:
    properties = {"FunctionName": {"Ref": logical_id}, "Name": "live"}
    return {"Type": "AWS::Lambda::Alias", "Properties": properties}


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (("123456789012", "eu-west-1"), "123456789012/eu-west-1"),
        ((None, "eu-west-1"), "unknown account/eu-west-1"),
        ((None, None), "unknown account/unknown region"),
    ],
)
def test_an_environment_is_called_by_account_and_region(
    place: tuple[str | None, str | None], text: str
) -> None:
    assert str(Environment(*place)) == text
    assert Environment(*place).account_and_region == place


def test_an_environment_has_the_default_quota_unless_told() -> None:
    assert Environment().quota == ConcurrencyQuota()
    assert Environment(quota=ConcurrencyQuota(pool=5)).quota.pool == 5


def test_resources_are_those_of_all_its_templates(template_of: TemplateOf) -> None:
    shared = Environment()
    template_of({"A": function()}, shared)
    template_of({"B": function(), "C": function(Condition="Never")}, shared, Conditions=NEVER)
    template_of({"D": function()})

    assert [found.logical_id for found in shared.resources(Function)] == ["A", "B"]


def test_related_resources_are_those_that_name_it(template_of: TemplateOf) -> None:
    template = template_of(
        {"A": function(), "B": function(), "One": alias("A"), "Two": alias("A"), "No": alias("C")}
    )
    related = template.environment.related

    assert [found.logical_id for found in related(Alias, "function", template.resources["A"])] == [
        "One",
        "Two",
    ]
    assert related(Alias, "function", template.resources["B"]) == []


def test_a_name_means_the_one_resource_of_its_type_that_bears_it(template_of: TemplateOf) -> None:
    shared = Environment()
    template = template_of(
        {
            "A": function("report"),
            "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "report"}},
            "Twin": function("twin"),
            "Unknown": function({"Ref": "Unknown"}),
            "Bucket": {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "report"}},
        },
        shared,
    )
    template_of({"Other": function("twin")}, shared)

    assert shared.named("AWS::Lambda::Function", "report") is template.resources["A"]
    assert shared.named("AWS::SQS::Queue", "report") is template.resources["Queue"]
    assert shared.named("AWS::Lambda::Function", "twin") is None
    assert shared.named("AWS::Lambda::Function", "other") is None
    assert shared.named("AWS::SSM::Parameter", "report") is None


def test_the_day_is_today_unless_somebody_asks_about_another() -> None:
    before = datetime.now(UTC).date().isoformat()
    today = Environment().today
    after = datetime.now(UTC).date().isoformat()

    assert before <= today <= after
    assert Environment(today="2030-01-15").today == "2030-01-15"


def test_resources_that_list_others_are_related_to_each(template_of: TemplateOf) -> None:
    def policy(*roles: Any) -> dict[str, Any]:
        return {"Type": "AWS::IAM::Policy", "Properties": {"Roles": list(roles)}}

    role = {"Type": "AWS::IAM::Role"}
    template = template_of(
        {
            "A": role,
            "B": role,
            "Both": policy({"Ref": "A"}, {"Ref": "B"}),
            "One": policy({"Ref": "B"}),
        }
    )
    related = template.environment.related

    assert [each.logical_id for each in related(Policy, "roles", template.resources["A"])] == [
        "Both"
    ]
    assert [each.logical_id for each in related(Policy, "roles", template.resources["B"])] == [
        "Both",
        "One",
    ]


def test_environments_of_one_account_know_each_other() -> None:
    here, there = Environment("1", "eu-west-1"), Environment("1", "us-east-1")
    other, agnostic, another = Environment("2", "eu-west-1"), Environment(), Environment()
    share_accounts([here, there, other, agnostic, another])

    assert here.same_account == there.same_account == [here, there]
    assert other.same_account == [other]
    assert agnostic.same_account == [agnostic, another]
    assert Environment().same_account != [agnostic]


def test_what_an_account_attaches_is_found_over_its_environments_in_order(
    template_of: TemplateOf,
) -> None:
    here, there, elsewhere = Environment(), Environment(), Environment("1", "eu-west-1")
    share_accounts([here, there, elsewhere])
    role = {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "biller"}}
    named = {"Roles": ["biller"], "PolicyDocument": {}}
    template_of({"Role": role, "Own": {"Type": "AWS::IAM::Policy", "Properties": named}}, here)
    template_of(
        {
            "Listed": {"Type": "AWS::IAM::Policy", "Properties": named},
            "Managed": {"Type": "AWS::IAM::ManagedPolicy", "Properties": named},
        },
        there,
    )
    template_of({"Foreign": {"Type": "AWS::IAM::Policy", "Properties": named}}, elsewhere)
    biller = here.templates[0].resources["Role"]

    def attached(environment: Environment) -> list[str]:
        found = environment.related_in_account((ManagedPolicy, Policy), "roles", biller)
        return [each.logical_id for each in found]

    assert attached(here) == attached(there) == ["Own", "Managed", "Listed"]
    assert attached(elsewhere) == []
