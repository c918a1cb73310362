from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.record_age_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize(
    ("age", "fix"),
    [
        (-2, "60 s or more"),
        (0, "60 s or more"),
        (59, "60 s or more"),
        (604801, "604800 s or less"),
    ],
)
def test_an_age_between_none_and_a_minute_is_refused(
    judge_mapping: JudgeMapping, age: int, fix: str
) -> None:
    [finding] = judge_mapping(rule, "kinesis", MaximumRecordAgeInSeconds=age)

    assert finding.message == f"maximum record age must be 60 to 604800 s, got {age} s"
    assert finding.fix == f"set MaximumRecordAgeInSeconds to {fix}"
    assert finding.at == "MaximumRecordAgeInSeconds"


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("kinesis", {}, id="absent"),
        pytest.param("kinesis", {"MaximumRecordAgeInSeconds": -1}, id="not bounded"),
        pytest.param("kinesis", {"MaximumRecordAgeInSeconds": 60}, id="a minute"),
        pytest.param("kinesis", {"MaximumRecordAgeInSeconds": 604800}, id="a week"),
        pytest.param(
            "kinesis", {"MaximumRecordAgeInSeconds": UNKNOWN}, id="known at deployment only"
        ),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
