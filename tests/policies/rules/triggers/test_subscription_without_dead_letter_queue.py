from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.subscription_without_dead_letter_queue import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(**subscription: Any) -> dict[str, Any]:
    said = {
        "TopicArn": "arn:aws:sns:eu-west-1:123456789012:orders",
        "Protocol": "lambda",
        "Endpoint": {"Fn::GetAtt": ["Bill", "Arn"]},
        **subscription,
    }
    return {
        "Bill": {"Type": "AWS::Lambda::Function"},
        "ToBill": {"Type": "AWS::SNS::Subscription", "Properties": said},
    }


def test_undelivered_messages_are_dropped(judge: Judge) -> None:
    [finding] = judge(rule, scene())

    assert finding.message == (
        "subscription of Bill must have a dead-letter queue, got no redrive policy"
    )
    assert finding.fix == (
        "set RedrivePolicy.deadLetterTargetArn to an SQS queue that SNS may send to"
    )
    assert finding.at == "Endpoint"


@pytest.mark.parametrize(
    "subscription",
    [
        {"RedrivePolicy": {"deadLetterTargetArn": "arn:aws:sqs:::q"}},
        {"RedrivePolicy": UNKNOWN},
        {"Protocol": "sqs"},
        {"Endpoint": UNKNOWN},
    ],
    ids=["a queue", "unknown", "no function", "endpoint unknown"],
)
def test_silent(judge: Judge, subscription: dict[str, Any]) -> None:
    assert judge(rule, scene(**subscription)) == []
