from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_condition_without_effect import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def test_exists_beside_a_value(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"body": {"level": ["high", {"exists": true}]}}')

    assert finding.message == (
        'filter 0, body.level: any of an array suffices, and {"exists": true} accepts every leaf'
    )
    assert finding.fix == "drop the other conditions, or drop exists: they need a leaf anyway"
    assert finding.at == "FilterCriteria.Filters.0"


def test_a_filter_within_another(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(
        rule, '{"body": {"level": ["high"]}}', '{"body": {"level": ["high"], "room": ["7"]}}'
    )

    assert finding.message == "filter 1: filter 0 already lets through all that this one does"
    assert finding.fix == "drop this filter"
    assert finding.at == "FilterCriteria.Filters.1"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(['{"body": {"level": ["high"]}}'], "sqs", id="a value"),
        pytest.param(
            ['{"body": {"level": ["high"]}}', '{"body": {"room": ["7"]}}'],
            "sqs",
            id="two filters of their own",
        ),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
