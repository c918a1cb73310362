from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.batching_window_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize(("value", "fix"), [(-1, "0 s or more"), (301, "300 s or less")])
def test_a_value_out_of_range_names_the_bounds(
    judge_mapping: JudgeMapping, value: int, fix: str
) -> None:
    [finding] = judge_mapping(rule, "kinesis", MaximumBatchingWindowInSeconds=value)

    assert finding.message == f"batching window must be 0 to 300 s, got {value} s"
    assert finding.fix == f"set MaximumBatchingWindowInSeconds to {fix}"
    assert finding.at == "MaximumBatchingWindowInSeconds"


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("kinesis", {}, id="absent"),
        pytest.param("kinesis", {"MaximumBatchingWindowInSeconds": 0}, id="the least"),
        pytest.param("kinesis", {"MaximumBatchingWindowInSeconds": 300}, id="the most"),
        pytest.param(
            "kinesis", {"MaximumBatchingWindowInSeconds": UNKNOWN}, id="known at deployment only"
        ),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
