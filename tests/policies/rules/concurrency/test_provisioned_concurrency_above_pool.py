from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.concurrency import ConcurrencyQuota
from policies.rules.concurrency.provisioned_concurrency_above_pool import check as rule
from policies.template.environment import Environment

if TYPE_CHECKING:
    from tests.policies.conftest import Judge, TemplateOf


CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
NOTHING = {"Ref": "AWS::NoValue"}


def function(reserved: Any = NOTHING, **attributes: Any) -> dict[str, Any]:
    properties = {"ReservedConcurrentExecutions": reserved}
    return {"Type": "AWS::Lambda::Function", "Properties": properties, **attributes}


def version(amount: Any, name: str = "Quote") -> dict[str, Any]:
    config = {"ProvisionedConcurrentExecutions": amount}
    properties = {"FunctionName": {"Ref": name}, "ProvisionedConcurrencyConfig": config}
    return {"Type": "AWS::Lambda::Version", "Properties": properties}


def test_what_is_provisioned_and_reserved_is_added_up(judge: Judge) -> None:
    resources = {"Ingest": function(600), "Quote": function(), "V1": version(301)}

    [finding] = judge(rule, resources)

    assert finding.message == (
        "unreserved concurrency must be at least 100 of 1000, got 99: 301 provisioned and 600 "
        "reserved"
    )
    assert finding.fix == (
        "provision 1 less (most have Quote 301), or set the account's quota in Keel's "
        "configuration: concurrency, unreserved-floor"
    )
    assert finding.resource.logical_id == "Quote"


def test_the_stacks_of_one_account_and_region_share_the_pool(
    judge: Judge, template_of: TemplateOf
) -> None:
    shared = Environment("123456789012", "eu-west-1")
    template_of({"Ingest": function(700)}, shared)

    [finding] = judge(rule, {"Quote": function(), "V1": version(300)}, shared)

    assert finding.message.endswith("700 reserved in 123456789012/eu-west-1")


def test_the_quota_of_the_account_is_what_counts(judge: Judge) -> None:
    resources = {"Quote": function(), "V1": version(9)}
    small = Environment(quota=ConcurrencyQuota(pool=10, floor=2))

    assert len(judge(rule, resources, small)) == 1
    assert judge(rule, resources) == []


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(
            {"Ingest": function(600), "Quote": function(), "V1": version(300)},
            id="exactly the floor is left",
        ),
        pytest.param({"Quote": function(400), "V1": version(950)}, id="within a reservation"),
        pytest.param({"Quote": function({"Ref": "Unknown"}), "V1": version(950)}, id="perhaps so"),
        pytest.param({"Quote": function(), "V1": version({"Ref": "Unknown"})}, id="amount unknown"),
        pytest.param(
            {"Quote": function(Condition="Perhaps"), "V1": version(950)}, id="perhaps never created"
        ),
        pytest.param(
            {"Ingest": function(950), "Quote": function(), "V1": version(1)},
            id="too much is reserved, which its own rule tells",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources, Conditions=CONDITIONS) == []
