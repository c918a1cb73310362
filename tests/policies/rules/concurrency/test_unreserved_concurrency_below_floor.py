from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.concurrency import ConcurrencyQuota
from policies.rules.concurrency.unreserved_concurrency_below_floor import check as rule
from policies.template.environment import Environment

if TYPE_CHECKING:
    from tests.policies.conftest import Judge, TemplateOf

# Known only at deployment, impossible, and certain.
CONDITIONS = {
    "Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]},
    "Never": {"Fn::Equals": ["a", "b"]},
    "Always": {"Fn::Equals": ["a", "a"]},
}


def function(reserved: Any, **attributes: Any) -> dict[str, Any]:
    properties = {"ReservedConcurrentExecutions": reserved}
    return {"Type": "AWS::Lambda::Function", "Properties": properties, **attributes}


def test_reservations_are_added_up(judge: Judge) -> None:
    [finding] = judge(rule, {"Report": function(301), "Ingest": function(600)})

    assert finding.message == (
        "unreserved concurrency must be at least 100 of 1000, got 99: 2 functions reserve 901"
    )
    assert finding.fix.startswith("reserve 1 less (most have ")
    assert finding.fix.endswith(
        "), or set the account's quota in Keel's configuration: concurrency, unreserved-floor"
    )
    assert finding.at == "ReservedConcurrentExecutions"
    assert finding.resource.logical_id == "Ingest"


def test_one_function_alone_can_take_too_much(judge: Judge) -> None:
    [finding] = judge(rule, {"Ingest": function(1000)})

    assert finding.message.endswith("got 0: 1 function reserves 1000")


def test_the_stacks_of_one_account_and_region_share_the_pool(
    judge: Judge, template_of: TemplateOf
) -> None:
    shared = Environment("123456789012", "eu-west-1")
    other = template_of({"Ingest": function(700)}, shared)

    [finding] = judge(rule, {"Report": function(300)}, shared)

    assert finding.message.endswith("2 functions reserve 1000 in 123456789012/eu-west-1")
    assert finding.resource.template is other


def test_the_quota_of_the_account_is_what_counts(judge: Judge) -> None:
    small = Environment(quota=ConcurrencyQuota(pool=50, floor=10))

    [finding] = judge(rule, {"Ingest": function(41)}, small)

    assert finding.message.startswith("unreserved concurrency must be at least 10 of 50, got 9")


def test_a_condition_that_holds_counts(judge: Judge) -> None:
    resources = {"Ingest": function(600), "Report": function(400, Condition="Always")}

    assert len(judge(rule, resources, Conditions=CONDITIONS)) == 1


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(function(300), id="exactly the floor is left"),
        pytest.param(function({"Ref": "AWS::NoValue"}), id="absent"),
        pytest.param(function({"Ref": "Unknown"}), id="known at deployment only"),
        pytest.param(function(1001), id="more than the pool, which its own rule tells"),
        pytest.param(function(400, Condition="Perhaps"), id="perhaps never created"),
        pytest.param(function(400, Condition="Never"), id="never created"),
        pytest.param({"Type": "AWS::SQS::Queue"}, id="no function"),
    ],
)
def test_silent(judge: Judge, second: dict[str, Any]) -> None:
    resources = {"Ingest": function(600), "Report": second}

    assert judge(rule, resources, Conditions=CONDITIONS) == []
