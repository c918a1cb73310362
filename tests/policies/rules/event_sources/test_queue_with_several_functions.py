from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.queue_with_several_functions import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UNKNOWN = {"Ref": "Unknown"}
ORDERS = {"Fn::GetAtt": ["Orders", "Arn"]}


def scene(*functions: Any, **second: Any) -> Any:
    mappings: dict[str, Any] = {
        f"M{number}": {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {"EventSourceArn": ORDERS, "FunctionName": function},
        }
        for number, function in enumerate(functions)
    }
    mappings["M1"]["Properties"] |= second
    return mappings | {
        "Orders": {"Type": "AWS::SQS::Queue"},
        "Bill": {"Type": "AWS::Lambda::Function"},
        "Audit": {"Type": "AWS::Lambda::Function"},
    }


BILL, AUDIT = {"Ref": "Bill"}, {"Ref": "Audit"}


def test_each_function_sees_a_part_of_the_messages_only(judge: Judge) -> None:
    [finding] = judge(rule, scene(BILL, AUDIT))

    assert finding.message == "a queue should be polled by 1 function, got 2: Audit, Bill"
    assert finding.fix == "give each function a queue of its own, subscribed to one topic"
    assert finding.resource.logical_id == "Orders"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(BILL, {"Fn::GetAtt": ["Bill", "Arn"]}), id="the same"),
        pytest.param(scene(BILL, UNKNOWN), id="known at deployment only"),
        pytest.param(scene(BILL, AUDIT, Enabled=False), id="switched off"),
        pytest.param(scene(BILL, AUDIT, Enabled=UNKNOWN), id="perhaps switched off"),
        pytest.param(scene(BILL, AUDIT, EventSourceArn=UNKNOWN), id="perhaps another queue"),
    ],
)
def test_silent(judge: Judge, resources: Any) -> None:
    assert judge(rule, resources) == []


def test_a_mapping_that_may_not_be_created_is_not_counted(judge: Judge) -> None:
    resources = scene(BILL, AUDIT)
    resources["M1"]["Condition"] = "Perhaps"
    perhaps = {"Perhaps": {"Fn::Equals": [UNKNOWN, "yes"]}}

    assert judge(rule, resources, Conditions=perhaps) == []
