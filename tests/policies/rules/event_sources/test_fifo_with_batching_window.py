from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.fifo_with_batching_window import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_a_fifo_queue_takes_no_window(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "fifo", MaximumBatchingWindowInSeconds=1)

    assert finding.message == ("a FIFO queue has no batching window, got 1 s")
    assert finding.fix == "remove MaximumBatchingWindowInSeconds"
    assert finding.at == "MaximumBatchingWindowInSeconds"


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("fifo", {}, id="absent"),
        pytest.param("fifo", {"MaximumBatchingWindowInSeconds": 0}, id="none"),
        pytest.param(
            "fifo", {"MaximumBatchingWindowInSeconds": UNKNOWN}, id="known at deployment only"
        ),
        pytest.param("sqs", {"MaximumBatchingWindowInSeconds": 5}, id="a standard queue"),
        pytest.param(
            "unknown", {"MaximumBatchingWindowInSeconds": 5}, id="source known at deployment only"
        ),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
