from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.dead_letter_queue_is_itself import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeQueue


UNKNOWN = {"Ref": "Unknown"}


def redrive(receives: Any = 5, target: Any = None) -> dict[str, Any]:
    arn = target or {"Fn::GetAtt": ["Dead", "Arn"]}
    return {"deadLetterTargetArn": arn, "maxReceiveCount": receives}


OWN_ARN = {"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders"}


@pytest.mark.parametrize(
    "arn", [pytest.param({"Fn::GetAtt": ["Orders", "Arn"]}, id="GetAtt"), OWN_ARN]
)
def test_a_queue_cannot_bury_its_own_messages(judge_queue: JudgeQueue, arn: Any) -> None:
    [finding] = judge_queue(rule, QueueName="orders", RedrivePolicy=redrive(target=arn))

    assert finding.message == "the dead-letter queue must be another queue, got Orders itself"
    assert finding.fix == "set deadLetterTargetArn to the Arn of a queue for dead letters"
    assert finding.at == "RedrivePolicy.deadLetterTargetArn"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="none"),
        pytest.param({"RedrivePolicy": redrive()}, id="another"),
        pytest.param({"RedrivePolicy": redrive(target=UNKNOWN)}, id="known at deployment only"),
    ],
)
def test_silent(judge_queue: JudgeQueue, properties: dict[str, Any]) -> None:
    assert judge_queue(rule, **properties) == []
