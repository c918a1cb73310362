from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.queue_concurrency_above_reserved import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def mapping(maximum: Any, name: Any = None, **attributes: Any) -> dict[str, Any]:
    properties = {
        "EventSourceArn": {"Fn::GetAtt": ["Orders", "Arn"]},
        "FunctionName": name or {"Ref": "Bill"},
        "ScalingConfig": {"MaximumConcurrency": maximum},
    }
    mapped = "AWS::Lambda::EventSourceMapping"
    return {"Type": mapped, "Properties": properties, **attributes}


def resources(reserved: Any, **mappings: Any) -> dict[str, Any]:
    function = {"ReservedConcurrentExecutions": reserved}
    live = {"FunctionName": {"Ref": "Bill"}, "Name": "live"}
    return {
        "Orders": {"Type": "AWS::SQS::Queue"},
        "Bill": {"Type": "AWS::Lambda::Function", "Properties": function},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": live},
        **mappings,
    }


def test_a_queue_may_not_call_more_often_than_is_reserved(judge: Judge) -> None:
    [finding] = judge(rule, resources(49, Mapping=mapping(50)))

    assert finding.message == (
        "reserved concurrency should be at least the 50 that its queues may use at once, got 49"
    )
    assert finding.fix == (
        "set ReservedConcurrentExecutions to 50 or more, or MaximumConcurrency to 49 or less"
    )
    assert finding.at == "ReservedConcurrentExecutions"
    assert finding.resource.logical_id == "Bill"


def test_the_queues_of_a_function_are_added_up_behind_its_aliases_too(judge: Judge) -> None:
    found = resources(40, First=mapping(20), Second=mapping("21", {"Ref": "Live"}))

    [finding] = judge(rule, found)

    assert "the 41 that its queues may use at once over 2 queues, got 40" in finding.message
    assert finding.fix.endswith("or MaximumConcurrency to 20 or less")


def test_the_fix_names_no_maximum_that_lambda_refuses(judge: Judge) -> None:
    [finding] = judge(rule, resources(1, Mapping=mapping(2)))

    assert finding.fix.endswith("or MaximumConcurrency to 2 or less")


@pytest.mark.parametrize(
    ("reserved", "second"),
    [
        pytest.param(50, mapping(30), id="exactly what is reserved"),
        pytest.param(30, mapping({"Ref": "Unknown"}), id="maximum unknown"),
        pytest.param(30, mapping({"Ref": "AWS::NoValue"}), id="not bounded"),
        pytest.param(30, mapping(30, "another"), id="of another function"),
        pytest.param(30, mapping(2000), id="out of range, which its own rule tells"),
        pytest.param(30, mapping(30, Condition="Perhaps"), id="perhaps never created"),
        pytest.param(0, mapping(30), id="switched off, which its own rule tells"),
        pytest.param({"Ref": "AWS::NoValue"}, mapping(30), id="nothing reserved"),
        pytest.param({"Ref": "Unknown"}, mapping(30), id="reservation unknown"),
    ],
)
def test_silent(judge: Judge, reserved: Any, second: dict[str, Any]) -> None:
    found = resources(reserved, First=mapping(20), Second=second)

    assert judge(rule, found, Conditions=CONDITIONS) == []
