from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.function_sends_to_own_queue import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UNKNOWN = {"Ref": "Unknown"}


def granting(action: Any, resource: Any, **statement: Any) -> dict[str, Any]:
    own = {"Effect": "Allow", "Action": action, "Resource": resource} | statement
    document = {"Version": "2012-10-17", "Statement": [own]}
    policy = {"PolicyName": "write", "PolicyDocument": document}
    role = {"Fn::GetAtt": ["Role", "Arn"]}
    return {
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [policy]}},
        "Bill": {"Type": "AWS::Lambda::Function", "Properties": {"Role": role}},
    }


QUEUE = {"Fn::GetAtt": ["Lost", "Arn"]}


def mapping(**properties: Any) -> dict[str, Any]:
    own = {"EventSourceArn": QUEUE, "FunctionName": {"Ref": "Live"}} | properties
    return {"Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": own}}


@pytest.mark.parametrize("action", ["sqs:SendMessage", "sqs:*", ["sqs:DeleteMessage", "sqs:Send*"]])
@pytest.mark.parametrize(
    "resource",
    [
        QUEUE,
        [QUEUE, {"Ref": "Topic"}],
        {"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Lost.QueueName}"},
    ],
)
def test_a_message_put_back_calls_again(
    judge: Judge, bill: dict[str, Any], action: Any, resource: Any
) -> None:
    [finding] = judge(rule, bill | granting(action, resource) | mapping())

    assert finding.message == (
        "a function must not send to the queue that calls it, got Bill, whose role may "
        "sqs:SendMessage to Lost"
    )
    assert finding.fix == "take sqs:SendMessage on Lost from the role, or send to another queue"
    assert finding.at == "EventSourceArn"


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(mapping(), id="no role here"),
        pytest.param(granting("sqs:ReceiveMessage", QUEUE) | mapping(), id="it reads only"),
        pytest.param(granting("sqs:SendMessage", "*") | mapping(), id="which queue is not said"),
        pytest.param(
            granting("sqs:SendMessage", {"Fn::GetAtt": ["Fifo", "Arn"]}) | mapping(), id="another"
        ),
        pytest.param(
            granting("sqs:SendMessage", QUEUE, Condition={"Bool": {"aws:SecureTransport": "true"}})
            | mapping(),
            id="under a condition",
        ),
        pytest.param(granting("sqs:SendMessage", QUEUE, Effect="Deny") | mapping(), id="denied"),
        pytest.param(granting("sqs:SendMessage", QUEUE) | mapping(Enabled=False), id="not polled"),
        pytest.param(
            granting("sqs:SendMessage", QUEUE) | mapping(EventSourceArn=UNKNOWN), id="queue unknown"
        ),
    ],
)
def test_silent(judge: Judge, bill: dict[str, Any], more: dict[str, Any]) -> None:
    assert judge(rule, bill | more) == []
