from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.concurrency import ConcurrencyQuota
from policies.template.environment import Environment
from policies.template.resources.alias import Alias
from policies.template.resources.function import Function

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
            "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "report"}},
        },
        shared,
    )
    template_of({"Other": function("twin")}, shared)

    assert shared.named("AWS::Lambda::Function", "report") is template.resources["A"]
    assert shared.named("AWS::SQS::Queue", "report") is template.resources["Queue"]
    assert shared.named("AWS::Lambda::Function", "twin") is None
    assert shared.named("AWS::Lambda::Function", "other") is None
    assert shared.named("AWS::S3::Bucket", "report") is None
