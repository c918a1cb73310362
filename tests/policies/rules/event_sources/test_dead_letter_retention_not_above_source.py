from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.dead_letter_retention_not_above_source import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeQueue


UNKNOWN = {"Ref": "Unknown"}


def redrive(receives: Any = 5, target: Any = None) -> dict[str, Any]:
    arn = target or {"Fn::GetAtt": ["Dead", "Arn"]}
    return {"deadLetterTargetArn": arn, "maxReceiveCount": receives}


def test_the_same_retention_leaves_little_time_for_dead_letters(judge_queue: JudgeQueue) -> None:
    [finding] = judge_queue(rule, RedrivePolicy=redrive())

    assert finding.message == (
        "retention of a dead-letter queue should be longer than the 345600 s of Orders, got the "
        "same"
    )
    assert finding.fix == "set MessageRetentionPeriod to 1209600 s"
    assert finding.at == "MessageRetentionPeriod"
    assert finding.resource.logical_id == "Dead"


LONGEST = {"MessageRetentionPeriod": 1209600}


@pytest.mark.parametrize(
    ("dead", "properties"),
    [
        pytest.param({}, {}, id="no dead-letter queue"),
        pytest.param(LONGEST, {"RedrivePolicy": redrive()}, id="longer"),
        pytest.param(LONGEST, {**LONGEST, "RedrivePolicy": redrive()}, id="both the longest"),
        pytest.param(
            {"MessageRetentionPeriod": 60},
            {"RedrivePolicy": redrive()},
            id="shorter, which another rule tells",
        ),
        pytest.param(
            {"MessageRetentionPeriod": UNKNOWN},
            {"MessageRetentionPeriod": UNKNOWN, "RedrivePolicy": redrive()},
            id="known at deployment only",
        ),
        pytest.param(
            {"FifoQueue": True}, {"FifoQueue": True, "RedrivePolicy": redrive()}, id="FIFO"
        ),
    ],
)
def test_silent(judge_queue: JudgeQueue, dead: dict[str, Any], properties: dict[str, Any]) -> None:
    assert judge_queue(rule, dead, **properties) == []
