from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.dead_letter_queue_closed_to_sender import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}

SEND = {
    "Effect": "Allow",
    "Principal": {"Service": "events.amazonaws.com"},
    "Action": "sqs:SendMessage",
    "Resource": {"Fn::GetAtt": ["Late", "Arn"]},
}


def policy(*statements: dict[str, Any], queues: Any = None) -> dict[str, Any]:
    said = {
        "Queues": [{"Ref": "Late"}] if queues is None else queues,
        "PolicyDocument": {"Statement": list(statements)},
    }
    return {"Policy": {"Type": "AWS::SQS::QueuePolicy", "Properties": said}}


def scene(queue: dict[str, Any] | None = None, **others: Any) -> dict[str, Any]:
    target = {
        "Id": "bill",
        "Arn": {"Fn::GetAtt": ["Bill", "Arn"]},
        "DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["Late", "Arn"]}},
    }
    return {
        "Bill": {"Type": "AWS::Lambda::Function"},
        "Late": {"Type": "AWS::SQS::Queue", "Properties": queue or {}},
        "Paid": {"Type": "AWS::Events::Rule", "Properties": {"Targets": [target]}},
        **others,
    }


SUBSCRIPTION = {
    "Type": "AWS::SNS::Subscription",
    "Properties": {
        "Protocol": "lambda",
        "Endpoint": {"Fn::GetAtt": ["Bill", "Arn"]},
        "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Late", "Arn"]}},
    },
}


def test_a_queue_without_a_policy_takes_nothing(judge: Judge) -> None:
    [finding] = judge(rule, scene())

    assert finding.message == (
        "dead-letter queue Late must let events.amazonaws.com send to it, got no policy that does"
    )
    assert finding.fix == (
        "add an AWS::SQS::QueuePolicy that allows events.amazonaws.com sqs:SendMessage on Late"
    )
    assert finding.at == "Targets.0.DeadLetterConfig.Arn"


def test_a_policy_for_another_service_is_none(judge: Judge) -> None:
    resources = scene(**policy(SEND), News=SUBSCRIPTION)

    [finding] = judge(rule, resources)

    assert "must let sns.amazonaws.com send" in finding.message
    assert finding.at == "RedrivePolicy.deadLetterTargetArn"


def test_no_service_may_use_the_key_of_aws(judge: Judge) -> None:
    [finding] = judge(rule, scene({"KmsMasterKeyId": "alias/aws/sqs"}, **policy(SEND)))

    assert finding.message == (
        "key of dead-letter queue Late must be one that events.amazonaws.com may use, got "
        "alias/aws/sqs"
    )
    assert finding.fix == "set SqsManagedSseEnabled of Late to true instead of KmsMasterKeyId"


@pytest.mark.parametrize(
    "others",
    [
        pytest.param(policy({**SEND, "Effect": "Deny"}), id="it denies"),
        pytest.param(policy({**SEND, "Action": "sqs:ReceiveMessage"}), id="another action"),
        pytest.param(policy(SEND, queues=[{"Ref": "Other"}]), id="of another queue"),
    ],
)
def test_a_policy_that_does_not_fit_is_none(judge: Judge, others: dict[str, Any]) -> None:
    assert len(judge(rule, scene(Other={"Type": "AWS::SQS::Queue"}, **others))) == 1


@pytest.mark.parametrize(
    "others",
    [
        pytest.param(policy(SEND), id="it lets in"),
        pytest.param(policy({**SEND, "Principal": "*"}), id="everybody"),
        pytest.param(policy({**SEND, "Principal": {"Service": UNKNOWN}}), id="somebody unknown"),
        pytest.param(policy({**SEND, "Action": "sqs:*"}), id="everything"),
        pytest.param(policy(SEND, queues=UNKNOWN), id="of queues unknown"),
        pytest.param(policy(SEND, queues=[UNKNOWN]), id="of a queue unknown"),
        pytest.param({"Policy": {"Type": "AWS::SQS::QueuePolicy"}}, id="unknown"),
    ],
)
def test_silent(judge: Judge, others: dict[str, Any]) -> None:
    assert judge(rule, scene(**others)) == []


def test_a_fifo_queue_is_refused_before(judge: Judge) -> None:
    assert judge(rule, scene({"FifoQueue": True})) == []


def test_what_calls_no_function_is_not_judged(judge: Judge) -> None:
    resources = scene()
    resources["Paid"]["Properties"]["Targets"][0]["Arn"] = "arn:aws:sqs:eu-west-1:123456789012:q"

    assert judge(rule, resources) == []
