from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.destination_is_own_trigger import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UNKNOWN = {"Ref": "Unknown"}

LOST_ARN = {"Fn::GetAtt": ["Lost", "Arn"]}


def holder(kind: str, destination: Any, *, outcome: str = "OnFailure") -> dict[str, Any]:
    if kind == "Function":
        own: dict[str, Any] = {"DeadLetterConfig": {"TargetArn": destination}}
    else:
        own = {"DestinationConfig": {outcome: {"Destination": destination}}}
    if kind == "EventInvokeConfig":
        own |= {"FunctionName": {"Ref": "Bill"}, "Qualifier": "$LATEST"}
    if kind == "EventSourceMapping":
        arn = {"Fn::GetAtt": ["Stream", "Arn"]}
        own |= {"FunctionName": {"Ref": "Bill"}, "EventSourceArn": arn}
    return {"Holder": {"Type": f"AWS::Lambda::{kind}", "Properties": own}}


MAPPING = {
    "Mapping": {
        "Type": "AWS::Lambda::EventSourceMapping",
        "Properties": {"EventSourceArn": LOST_ARN, "FunctionName": {"Ref": "Live"}},
    }
}
SUBSCRIPTION = {
    "Sub": {
        "Type": "AWS::SNS::Subscription",
        "Properties": {
            "Protocol": "lambda",
            "Endpoint": {"Fn::GetAtt": ["Bill", "Arn"]},
            "TopicArn": {"Ref": "Topic"},
        },
    }
}


@pytest.mark.parametrize(
    ("more", "got"),
    [
        (
            MAPPING | holder("EventInvokeConfig", LOST_ARN),
            "got Lost, which Mapping connects to it",
        ),
        (
            MAPPING | holder("EventSourceMapping", LOST_ARN),
            "got Lost, which Mapping connects to it",
        ),
        (
            SUBSCRIPTION | holder("EventInvokeConfig", {"Ref": "Topic"}),
            "got Topic, which Sub connects to it",
        ),
    ],
)
def test_the_record_comes_back_as_an_event(
    judge: Judge, bill: dict[str, Any], more: dict[str, Any], got: str
) -> None:
    [finding] = judge(rule, bill | more)

    assert finding.message == f"a destination must not call Bill itself, {got}"
    assert finding.fix == "name a queue that another function reads"
    assert finding.at == "DestinationConfig.OnFailure.Destination"


def test_a_dead_letter_queue_that_the_function_reads_is_a_loop_as_well(
    judge: Judge, bill: dict[str, Any]
) -> None:
    own = {
        "Type": "AWS::Lambda::Function",
        "Properties": {"DeadLetterConfig": {"TargetArn": LOST_ARN}},
    }

    [finding] = judge(rule, bill | MAPPING | {"Bill": own})

    assert finding.at == "DeadLetterConfig.TargetArn"


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(holder("EventInvokeConfig", LOST_ARN), id="nobody reads it"),
        pytest.param(MAPPING | holder("EventInvokeConfig", UNKNOWN), id="known at deployment only"),
        pytest.param(
            MAPPING | holder("EventInvokeConfig", {"Ref": "Lost"}), id="no ARN: another rule tells"
        ),
        pytest.param(MAPPING | holder("Function", LOST_ARN), id="another function's dead letters"),
    ],
)
def test_silent(judge: Judge, bill: dict[str, Any], more: dict[str, Any]) -> None:
    assert judge(rule, bill | more) == []
