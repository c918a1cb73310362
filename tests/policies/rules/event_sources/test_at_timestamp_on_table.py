from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.at_timestamp_on_table import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_a_table_cannot_be_read_from_a_time_on(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "dynamodb", StartingPosition="AT_TIMESTAMP")

    assert finding.message == (
        "a DynamoDB stream starts at TRIM_HORIZON or LATEST, got AT_TIMESTAMP"
    )
    assert finding.fix == "set StartingPosition to TRIM_HORIZON: records live for a day there"
    assert finding.at == "StartingPosition"


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("dynamodb", {}, id="absent"),
        pytest.param("dynamodb", {"StartingPosition": "LATEST"}, id="another position"),
        pytest.param("dynamodb", {"StartingPosition": UNKNOWN}, id="known at deployment only"),
        pytest.param("kinesis", {"StartingPosition": "AT_TIMESTAMP"}, id="a Kinesis stream"),
        pytest.param(
            "unknown", {"StartingPosition": "AT_TIMESTAMP"}, id="source known at deployment only"
        ),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
