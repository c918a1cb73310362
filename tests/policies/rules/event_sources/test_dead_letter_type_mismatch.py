from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.dead_letter_type_mismatch import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeQueue


UNKNOWN = {"Ref": "Unknown"}


def redrive(receives: Any = 5, target: Any = None) -> dict[str, Any]:
    arn = target or {"Fn::GetAtt": ["Dead", "Arn"]}
    return {"deadLetterTargetArn": arn, "maxReceiveCount": receives}


def test_a_fifo_queue_needs_a_fifo_dead_letter_queue(judge_queue: JudgeQueue) -> None:
    [finding] = judge_queue(rule, FifoQueue=True, RedrivePolicy=redrive())

    assert finding.message == (
        "the dead-letter queue of a FIFO queue must be a FIFO queue, got the standard queue Dead"
    )
    assert finding.fix == "set FifoQueue on Dead, or name another queue"
    assert finding.at == "RedrivePolicy.deadLetterTargetArn"
    assert finding.resource.logical_id == "Orders"


def test_a_standard_queue_needs_a_standard_one(judge_queue: JudgeQueue) -> None:
    [finding] = judge_queue(rule, {"FifoQueue": True}, RedrivePolicy=redrive())

    assert finding.message == (
        "the dead-letter queue of a standard queue must be a standard queue, got the FIFO queue "
        "Dead"
    )
    assert finding.fix == "remove FifoQueue on Dead, or name another queue"


@pytest.mark.parametrize(
    ("dead", "properties"),
    [
        pytest.param({}, {}, id="no dead-letter queue"),
        pytest.param({}, {"RedrivePolicy": redrive()}, id="both standard"),
        pytest.param(
            {"FifoQueue": "true"}, {"FifoQueue": True, "RedrivePolicy": redrive()}, id="F"
        ),
        pytest.param({"FifoQueue": UNKNOWN}, {"RedrivePolicy": redrive()}, id="unknown there"),
        pytest.param({}, {"FifoQueue": UNKNOWN, "RedrivePolicy": redrive()}, id="unknown here"),
        pytest.param({}, {"FifoQueue": True, "RedrivePolicy": redrive(target=UNKNOWN)}, id="which"),
    ],
)
def test_silent(judge_queue: JudgeQueue, dead: dict[str, Any], properties: dict[str, Any]) -> None:
    assert judge_queue(rule, dead, **properties) == []
