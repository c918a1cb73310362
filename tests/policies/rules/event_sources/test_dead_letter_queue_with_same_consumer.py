from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.dead_letter_queue_with_same_consumer import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


BILL = {"Ref": "Bill"}


def scene(first: Any = BILL, second: Any = BILL, **again: Any) -> Any:
    target = {"Fn::GetAtt": ["Dead", "Arn"]}
    redrive = {"RedrivePolicy": {"deadLetterTargetArn": target, "maxReceiveCount": 5}}
    orders = {"EventSourceArn": {"Fn::GetAtt": ["Orders", "Arn"]}, "FunctionName": first}
    dead = {"EventSourceArn": target, "FunctionName": second} | again
    return {
        "Orders": {"Type": "AWS::SQS::Queue", "Properties": redrive},
        "Dead": {"Type": "AWS::SQS::Queue"},
        "Bill": {"Type": "AWS::Lambda::Function"},
        "Other": {"Type": "AWS::Lambda::Function"},
        "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": orders},
        "Again": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": dead},
    }


@pytest.mark.parametrize("second", [BILL, {"Fn::Sub": "${Bill}:live"}])
def test_the_function_that_failed_is_not_asked_again(judge: Judge, second: Any) -> None:
    [finding] = judge(rule, scene(second=second))

    assert finding.message == (
        "a dead-letter queue must be read by another function than the queue it is for, got Bill "
        "on both Dead and Orders"
    )
    assert finding.fix == (
        "remove this mapping and redrive the messages once the fault is mended, or name another "
        "function"
    )
    assert finding.at == "EventSourceArn"
    assert finding.resource.logical_id == "Again"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(second={"Ref": "Other"}), id="another function"),
        pytest.param(scene(first={"Ref": "Unknown"}), id="known at deployment only"),
        pytest.param(scene(second={"Ref": "Unknown"}), id="which reads dead letters is unknown"),
        pytest.param(scene(Enabled=False), id="switched on by hand"),
        pytest.param(scene(Enabled={"Ref": "Unknown"}), id="perhaps switched on by hand"),
    ],
)
def test_silent(judge: Judge, resources: Any) -> None:
    assert judge(rule, resources) == []
