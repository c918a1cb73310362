from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.rule_target_without_dead_letter_queue import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(arn: Any = None, **target: Any) -> dict[str, Any]:
    targets = [{"Id": "a", "Arn": arn or {"Fn::GetAtt": ["Bill", "Arn"]}, **target}]
    properties = {"EventPattern": {"source": ["shop"]}, "Targets": targets}
    return {
        "Bill": {"Type": "AWS::Lambda::Function"},
        "Orders": {"Type": "AWS::Events::Rule", "Properties": properties},
    }


def test_undelivered_events_are_dropped(judge: Judge) -> None:
    [finding] = judge(rule, scene())

    assert finding.message == "target Bill must have a dead-letter queue, got none"
    assert finding.fix == (
        "set DeadLetterConfig.Arn to an SQS queue that events.amazonaws.com may send to"
    )
    assert finding.at == "Targets.0.Arn"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(DeadLetterConfig={"Arn": "arn:aws:sqs:::q"}), id="a queue"),
        pytest.param(scene(DeadLetterConfig=UNKNOWN), id="queue unknown"),
        pytest.param(scene("arn:aws:sqs:eu-west-1:123456789012:q"), id="no function"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
