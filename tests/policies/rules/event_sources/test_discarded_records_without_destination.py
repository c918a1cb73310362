from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.discarded_records_without_destination import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}
LOST = {"OnFailure": {"Destination": "arn:aws:sqs:eu-west-1:123456789012:lost"}}


@pytest.mark.parametrize("source", ["kinesis", "dynamodb", "kafka"])
@pytest.mark.parametrize(
    ("properties", "bounds"),
    [
        ({"MaximumRetryAttempts": 0}, "0 retries"),
        ({"MaximumRetryAttempts": 1}, "1 retry"),
        ({"MaximumRecordAgeInSeconds": 60}, "a maximum age of 60 s"),
        (
            {"MaximumRetryAttempts": 2, "MaximumRecordAgeInSeconds": 60},
            "2 retries and a maximum age of 60 s",
        ),
        ({"MaximumRetryAttempts": 2, "MaximumRecordAgeInSeconds": UNKNOWN}, "2 retries"),
    ],
)
def test_what_is_given_up_must_go_somewhere(
    judge_mapping: JudgeMapping, source: str, properties: dict[str, Any], bounds: str
) -> None:
    [finding] = judge_mapping(rule, source, **properties)

    assert finding.message == (
        f"a mapping that discards records must have a destination for failures, got none with "
        f"{bounds}"
    )
    assert finding.fix == (
        "set DestinationConfig.OnFailure.Destination to the Arn of a queue, a topic or a bucket"
    )


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("kinesis", {}, id="nothing is discarded"),
        pytest.param(
            "kinesis", {"MaximumRetryAttempts": 2, "DestinationConfig": LOST}, id="a destination"
        ),
        pytest.param(
            "kinesis",
            {"MaximumRetryAttempts": 2, "DestinationConfig": UNKNOWN},
            id="known at deployment only",
        ),
        pytest.param(
            "kinesis", {"MaximumRetryAttempts": UNKNOWN}, id="retries known at deployment only"
        ),
        pytest.param("sqs", {"MaximumRetryAttempts": 2}, id="a queue, which another rule tells"),
        pytest.param("unknown", {"MaximumRetryAttempts": 2}, id="source known at deployment only"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
