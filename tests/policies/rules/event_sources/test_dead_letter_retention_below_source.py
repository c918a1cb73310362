from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.dead_letter_retention_below_source import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeQueue


UNKNOWN = {"Ref": "Unknown"}


def redrive(receives: Any = 5, target: Any = None) -> dict[str, Any]:
    arn = target or {"Fn::GetAtt": ["Dead", "Arn"]}
    return {"deadLetterTargetArn": arn, "maxReceiveCount": receives}


def test_dead_letters_that_are_kept_shorter_are_lost(judge_queue: JudgeQueue) -> None:
    [finding] = judge_queue(
        rule,
        {"MessageRetentionPeriod": 345599},
        RedrivePolicy=redrive(),
    )

    assert finding.message == (
        "retention of a dead-letter queue must not be below the 345600 s of Orders, got "
        "345599 s: the age of a message counts from when it was first sent"
    )
    assert finding.fix == "set MessageRetentionPeriod to 1209600 s"
    assert finding.at == "MessageRetentionPeriod"
    assert finding.resource.logical_id == "Dead"


def test_the_default_retention_is_known(judge_queue: JudgeQueue) -> None:
    found = judge_queue(rule, MessageRetentionPeriod=345601, RedrivePolicy=redrive())

    assert len(found) == 1


@pytest.mark.parametrize(
    ("dead", "properties"),
    [
        pytest.param({}, {}, id="no dead-letter queue"),
        pytest.param({}, {"RedrivePolicy": redrive()}, id="both the default"),
        pytest.param(
            {"MessageRetentionPeriod": UNKNOWN}, {"RedrivePolicy": redrive()}, id="unknown there"
        ),
        pytest.param(
            {"MessageRetentionPeriod": 60},
            {"MessageRetentionPeriod": UNKNOWN, "RedrivePolicy": redrive()},
            id="unknown here",
        ),
        pytest.param(
            {"MessageRetentionPeriod": 60, "FifoQueue": True},
            {"FifoQueue": True, "RedrivePolicy": redrive()},
            id="FIFO, where the clock starts anew",
        ),
        pytest.param(
            {"MessageRetentionPeriod": 60},
            {"FifoQueue": UNKNOWN, "RedrivePolicy": redrive()},
            id="perhaps FIFO",
        ),
        pytest.param({}, {"RedrivePolicy": redrive(target="arn:aws:sqs:r:1:d")}, id="elsewhere"),
    ],
)
def test_silent(judge_queue: JudgeQueue, dead: dict[str, Any], properties: dict[str, Any]) -> None:
    assert judge_queue(rule, dead, **properties) == []
