from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.batch_size_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_a_fifo_queue_gives_at_most_ten_messages(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "fifo", BatchSize=11)

    assert finding.message == "batch size must be 1 to 10 records, got 11 records"
    assert finding.fix == "set BatchSize to 10 records or less"
    assert finding.at == "BatchSize"


def test_a_fifo_queue_is_known_by_its_name(judge_mapping: JudgeMapping) -> None:
    arn = "arn:aws:sqs:eu-west-1:123456789012:orders.fifo"

    assert len(judge_mapping(rule, EventSourceArn=arn, BatchSize=11)) == 1


@pytest.mark.parametrize("source", ["sqs", "kinesis", "kafka", "unknown"])
@pytest.mark.parametrize("size", [0, 10001])
def test_other_sources_give_at_most_ten_thousand_records(
    judge_mapping: JudgeMapping, source: str, size: int
) -> None:
    [finding] = judge_mapping(rule, source, BatchSize=size)

    assert finding.message == f"batch size must be 1 to 10000 records, got {size} records"


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("fifo", {}, id="absent"),
        pytest.param("fifo", {"BatchSize": 10}, id="ten of a FIFO queue"),
        pytest.param("sqs", {"BatchSize": 10000}, id="ten thousand"),
        pytest.param("sqs", {"BatchSize": UNKNOWN}, id="known at deployment only"),
        pytest.param("unknown", {"BatchSize": 11}, id="perhaps a FIFO queue"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
