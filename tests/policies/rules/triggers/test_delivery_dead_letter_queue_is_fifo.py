from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.delivery_dead_letter_queue_is_fifo import check as rule

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


def test_a_fifo_queue_keeps_no_events(judge: Judge) -> None:
    [finding] = judge(rule, scene({"FifoQueue": True}))

    assert finding.message == "dead-letter queue must be standard, got the FIFO queue Late"
    assert finding.fix == "name a standard queue"
    assert finding.at == "Targets.0.DeadLetterConfig.Arn"


def test_nor_does_it_for_a_schedule(judge: Judge) -> None:
    target = {"DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["Late", "Arn"]}}}
    nightly = {"Type": "AWS::Scheduler::Schedule", "Properties": {"Target": target}}
    late = {"Type": "AWS::SQS::Queue", "Properties": {"FifoQueue": True}}

    [finding] = judge(rule, {"Late": late, "Nightly": nightly})

    assert finding.at == "Target.DeadLetterConfig.Arn"


@pytest.mark.parametrize("queue", [{}, {"FifoQueue": False}, {"FifoQueue": UNKNOWN}])
def test_silent(judge: Judge, queue: dict[str, Any]) -> None:
    assert judge(rule, scene(queue, **policy(SEND))) == []
