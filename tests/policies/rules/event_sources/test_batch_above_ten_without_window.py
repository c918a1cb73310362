from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.batch_above_ten_without_window import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_more_than_ten_messages_have_to_be_gathered(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "sqs", BatchSize=11)

    assert finding.message == (
        "batch size without a batching window must be at most 10 records, got 11 records"
    )
    assert (
        finding.fix
        == "set MaximumBatchingWindowInSeconds to 1 s or more, or BatchSize to 10 or less"
    )
    assert finding.at == "BatchSize"


def test_a_window_of_nothing_is_none(judge_mapping: JudgeMapping) -> None:
    assert len(judge_mapping(rule, BatchSize=11, MaximumBatchingWindowInSeconds=0)) == 1


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("sqs", {}, id="absent"),
        pytest.param("sqs", {"BatchSize": 10}, id="ten"),
        pytest.param(
            "sqs", {"BatchSize": 11, "MaximumBatchingWindowInSeconds": 1}, id="with a window"
        ),
        pytest.param(
            "sqs",
            {"BatchSize": 11, "MaximumBatchingWindowInSeconds": UNKNOWN},
            id="window known at deployment only",
        ),
        pytest.param("sqs", {"BatchSize": UNKNOWN}, id="size known at deployment only"),
        pytest.param("sqs", {"BatchSize": 10001}, id="out of range, which another rule tells"),
        pytest.param("fifo", {"BatchSize": 11}, id="FIFO, which another rule tells"),
        pytest.param("kinesis", {"BatchSize": 1000}, id="a stream"),
        pytest.param("unknown", {"BatchSize": 1000}, id="source known at deployment only"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
