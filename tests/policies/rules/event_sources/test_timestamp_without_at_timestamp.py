from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.timestamp_without_at_timestamp import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_a_timestamp_without_its_position_is_not_looked_at(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(
        rule, "kinesis", StartingPosition="LATEST", StartingPositionTimestamp=1
    )

    assert finding.message == (
        "a starting timestamp counts with AT_TIMESTAMP only, got it with LATEST"
    )
    assert (
        finding.fix == "set StartingPosition to AT_TIMESTAMP, or remove StartingPositionTimestamp"
    )
    assert finding.at == "StartingPositionTimestamp"


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("kinesis", {}, id="absent"),
        pytest.param("kinesis", {"StartingPosition": "LATEST"}, id="no timestamp"),
        pytest.param(
            "kinesis",
            {"StartingPosition": "AT_TIMESTAMP", "StartingPositionTimestamp": 1},
            id="both",
        ),
        pytest.param(
            "kinesis",
            {"StartingPosition": UNKNOWN, "StartingPositionTimestamp": 1},
            id="position known at deployment only",
        ),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
