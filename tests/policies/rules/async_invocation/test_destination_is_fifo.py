from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.destination_is_fifo import check as rule

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


@pytest.mark.parametrize(
    ("kind", "at"),
    [
        ("EventInvokeConfig", "DestinationConfig.OnFailure.Destination"),
        ("EventSourceMapping", "DestinationConfig.OnFailure.Destination"),
        ("Function", "DeadLetterConfig.TargetArn"),
    ],
)
def test_a_fifo_queue_takes_no_records(
    judge: Judge, bill: dict[str, Any], kind: str, at: str
) -> None:
    [finding] = judge(rule, bill | holder(kind, {"Fn::GetAtt": ["Fifo", "Arn"]}))

    assert finding.message == "a destination must be a standard queue, got the FIFO queue Fifo"
    assert finding.fix == "name a standard queue, or send from the function itself"
    assert finding.at == at
    assert finding.resource.logical_id == "Holder"


@pytest.mark.parametrize(
    ("destination", "got"),
    [
        ({"Ref": "FifoTopic"}, "the FIFO topic FifoTopic"),
        (
            "arn:aws:sqs:eu-west-1:123456789012:lost.fifo",
            "the FIFO queue arn:aws:sqs:eu-west-1:123456789012:lost.fifo",
        ),
        (
            {"Fn::Sub": "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:${AWS::StackName}.fifo"},
            "the FIFO topic sns",
        ),
    ],
)
def test_a_fifo_topic_and_a_name_tell_it_as_well(
    judge: Judge, bill: dict[str, Any], destination: Any, got: str
) -> None:
    [finding] = judge(rule, bill | holder("EventInvokeConfig", destination))

    assert finding.message.endswith(got)


def test_a_success_destination_is_judged_as_well(judge: Judge, bill: dict[str, Any]) -> None:
    fifo = {"Fn::GetAtt": ["Fifo", "Arn"]}

    [finding] = judge(rule, bill | holder("EventInvokeConfig", fifo, outcome="OnSuccess"))

    assert finding.at == "DestinationConfig.OnSuccess.Destination"


@pytest.mark.parametrize(
    "destination",
    [
        pytest.param(LOST_ARN, id="a standard queue"),
        pytest.param({"Ref": "Topic"}, id="a standard topic"),
        pytest.param({"Ref": "Fifo"}, id="no ARN, which another rule tells"),
        pytest.param({"Fn::GetAtt": ["Bus", "Arn"]}, id="an event bus"),
        pytest.param("arn:aws:sqs:eu-west-1:123456789012:lost", id="by its ARN"),
        pytest.param("", id="taken away"),
        pytest.param(UNKNOWN, id="known at deployment only"),
        pytest.param({"Ref": "AWS::NoValue"}, id="absent"),
    ],
)
@pytest.mark.parametrize("kind", ["EventInvokeConfig", "EventSourceMapping", "Function"])
def test_silent(judge: Judge, bill: dict[str, Any], kind: str, destination: Any) -> None:
    assert judge(rule, bill | holder(kind, destination)) == []
