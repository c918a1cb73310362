from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.stream_without_failure_destination import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}
LOST = {"OnFailure": {"Destination": "arn:aws:sqs:eu-west-1:123456789012:lost"}}


def test_what_fails_should_leave_a_note(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "dynamodb")

    assert finding.message == (
        "a mapping of a DynamoDB stream should have a destination for failures, got none"
    )
    assert finding.fix == (
        "set DestinationConfig.OnFailure.Destination, and MaximumRetryAttempts so that it acts"
    )


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("kinesis", {"DestinationConfig": LOST}, id="given"),
        pytest.param("kinesis", {"DestinationConfig": UNKNOWN}, id="known at deployment only"),
        pytest.param(
            "kinesis",
            {"MaximumRetryAttempts": 2},
            id="records are discarded, which another rule tells",
        ),
        pytest.param("sqs", {}, id="a queue"),
        pytest.param("unknown", {}, id="source known at deployment only"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
