from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.starting_position_missing import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize(
    ("source", "title"), [("kinesis", "a Kinesis stream"), ("dynamodb", "a DynamoDB stream")]
)
def test_a_stream_has_no_default_position(
    judge_mapping: JudgeMapping, source: str, title: str
) -> None:
    [finding] = judge_mapping(rule, source)

    assert finding.message == f"a mapping of {title} must have a starting position, got none"
    assert finding.fix == "set StartingPosition to TRIM_HORIZON, or to LATEST to skip what is there"
    assert finding.at == ""


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("kinesis", {"StartingPosition": "LATEST"}, id="given"),
        pytest.param("kinesis", {"StartingPosition": UNKNOWN}, id="known at deployment only"),
        pytest.param("sqs", {}, id="a queue"),
        pytest.param("kafka", {}, id="Kafka, which starts at the oldest record"),
        pytest.param("unknown", {}, id="source known at deployment only"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
