from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.parallelization_factor_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize(("value", "fix"), [(0, "1 or more"), (11, "10 or less")])
def test_a_value_out_of_range_names_the_bounds(
    judge_mapping: JudgeMapping, value: int, fix: str
) -> None:
    [finding] = judge_mapping(rule, "kinesis", ParallelizationFactor=value)

    assert finding.message == f"parallelization factor must be 1 to 10, got {value}"
    assert finding.fix == f"set ParallelizationFactor to {fix}"
    assert finding.at == "ParallelizationFactor"


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("kinesis", {}, id="absent"),
        pytest.param("kinesis", {"ParallelizationFactor": 1}, id="the least"),
        pytest.param("kinesis", {"ParallelizationFactor": 10}, id="the most"),
        pytest.param("kinesis", {"ParallelizationFactor": UNKNOWN}, id="known at deployment only"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
