from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filters_above_default_quota import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def levels(number: int) -> list[Any]:
    return [f'{{"body": {{"level": ["{level}"]}}}}' for level in range(number)]


def test_six_filters_need_a_quota(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, *levels(6))

    assert finding.message == "filters must be at most 5 by default, got 6"
    assert finding.fix == "ask AWS to raise the quota to 10, or merge filters"
    assert finding.at == "FilterCriteria"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(levels(5), "sqs", id="five"),
        pytest.param(levels(11), "sqs", id="eleven, which no quota allows"),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
