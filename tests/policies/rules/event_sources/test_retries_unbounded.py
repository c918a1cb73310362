from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.retries_unbounded import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize("source", ["kinesis", "dynamodb"])
@pytest.mark.parametrize(
    "properties", [{}, {"MaximumRetryAttempts": -1, "MaximumRecordAgeInSeconds": -1}]
)
def test_one_bad_record_blocks_its_shard(
    judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]
) -> None:
    [finding] = judge_mapping(rule, source, **properties)

    assert finding.message == (
        "retries or age of the records of a stream should be bounded, got neither: one bad record "
        "blocks its shard until it expires"
    )
    assert finding.fix == (
        "set MaximumRetryAttempts, MaximumRecordAgeInSeconds and DestinationConfig.OnFailure"
    )


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("kinesis", {"MaximumRetryAttempts": 0}, id="no retry"),
        pytest.param("kinesis", {"MaximumRecordAgeInSeconds": 60}, id="an age"),
        pytest.param("kinesis", {"MaximumRetryAttempts": UNKNOWN}, id="known at deployment only"),
        pytest.param("sqs", {}, id="a queue"),
        pytest.param("kafka", {}, id="Kafka, which has other controls"),
        pytest.param("unknown", {}, id="source known at deployment only"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
