from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.at_timestamp_without_timestamp import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_a_timestamp_has_to_be_given(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "kinesis", StartingPosition="AT_TIMESTAMP")

    assert finding.message == ("the starting position AT_TIMESTAMP needs a timestamp, got none")
    assert finding.fix == "set StartingPositionTimestamp to the time in seconds since 1970"
    assert finding.at == "StartingPosition"


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("kinesis", {}, id="absent"),
        pytest.param("kinesis", {"StartingPosition": "LATEST"}, id="another position"),
        pytest.param(
            "kinesis",
            {"StartingPosition": "AT_TIMESTAMP", "StartingPositionTimestamp": 1},
            id="given",
        ),
        pytest.param(
            "kinesis",
            {"StartingPosition": "AT_TIMESTAMP", "StartingPositionTimestamp": UNKNOWN},
            id="known at deployment only",
        ),
        pytest.param(
            "kinesis", {"StartingPosition": UNKNOWN}, id="position known at deployment only"
        ),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
