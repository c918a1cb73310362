from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.schedule_without_dead_letter_queue import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(arn: Any = None, **target: Any) -> dict[str, Any]:
    properties = {
        "ScheduleExpression": "rate(1 day)",
        "Target": {"Arn": arn or {"Fn::GetAtt": ["Report", "Arn"]}, **target},
    }
    return {
        "Report": {"Type": "AWS::Lambda::Function"},
        "Nightly": {"Type": "AWS::Scheduler::Schedule", "Properties": properties},
    }


def test_a_call_that_fails_leaves_no_trace(judge: Judge) -> None:
    [finding] = judge(rule, scene())

    assert finding.message == "schedule of Report must have a dead-letter queue, got none"
    assert finding.fix == (
        "set Target.DeadLetterConfig.Arn to an SQS queue that the schedule's role may send to"
    )
    assert finding.at == "Target.Arn"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(DeadLetterConfig={"Arn": "arn:aws:sqs:::q"}), id="a queue"),
        pytest.param(scene(DeadLetterConfig={"Arn": UNKNOWN}), id="queue unknown"),
        pytest.param(scene("arn:aws:sqs:eu-west-1:123456789012:q"), id="no function"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
