from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.mapping_retries_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize(("value", "fix"), [(-2, "-1 or more"), (10001, "10000 or less")])
def test_a_value_out_of_range_names_the_bounds(
    judge_mapping: JudgeMapping, value: int, fix: str
) -> None:
    [finding] = judge_mapping(rule, "kinesis", MaximumRetryAttempts=value)

    assert finding.message == f"retries of a batch must be -1 to 10000, got {value}"
    assert finding.fix == f"set MaximumRetryAttempts to {fix}"
    assert finding.at == "MaximumRetryAttempts"


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("kinesis", {}, id="absent"),
        pytest.param("kinesis", {"MaximumRetryAttempts": -1}, id="the least"),
        pytest.param("kinesis", {"MaximumRetryAttempts": 10000}, id="the most"),
        pytest.param("kinesis", {"MaximumRetryAttempts": UNKNOWN}, id="known at deployment only"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
