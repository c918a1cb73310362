from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.partial_batch_response_missing import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize("source", ["sqs", "fifo"])
@pytest.mark.parametrize("properties", [{}, {"FunctionResponseTypes": []}])
def test_a_batch_of_messages_fails_as_a_whole(
    judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]
) -> None:
    [finding] = judge_mapping(rule, source, **properties)

    assert finding.message == (
        "the function should report which messages of a batch failed, got batches of up to 10 "
        "that fail as a whole"
    )
    assert finding.fix == (
        "set FunctionResponseTypes to ReportBatchItemFailures and return what failed"
    )


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("sqs", {"FunctionResponseTypes": ["ReportBatchItemFailures"]}, id="reported"),
        pytest.param("sqs", {"BatchSize": 1}, id="one message at a time"),
        pytest.param("sqs", {"BatchSize": UNKNOWN}, id="size known at deployment only"),
        pytest.param("sqs", {"FunctionResponseTypes": UNKNOWN}, id="known at deployment only"),
        pytest.param("kinesis", {}, id="a stream, which another rule tells"),
        pytest.param("unknown", {}, id="source known at deployment only"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
