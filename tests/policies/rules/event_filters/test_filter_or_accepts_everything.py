from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_or_accepts_everything import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def test_a_range_written_as_two_alternatives(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(
        rule, '{"body": {"temperature": [{"numeric": [">", 5]}, {"numeric": ["<", 100]}]}}'
    )

    assert finding.message == (
        'filter 0, body.temperature: any suffices, and {"numeric": [">", 5]} or '
        '{"numeric": ["<", 100]} accepts every number'
    )
    assert finding.fix == 'write one: {"numeric": [">", 5, "<", 100]}'
    assert finding.at == "FilterCriteria.Filters.0"


def test_two_exclusions_exclude_nothing(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(
        rule, '{"body": {"level": [{"anything-but": ["low"]}, {"anything-but": ["high"]}]}}'
    )

    assert finding.message == (
        "filter 0, body.level: any of an array suffices, and no value is excluded by each "
        "anything-but: every leaf matches"
    )
    assert finding.fix == 'write one: {"anything-but": ["low", "high"]}'
    assert finding.at == "FilterCriteria.Filters.0"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(
            ['{"body": {"temperature": [{"numeric": [">", 5, "<", 100]}]}}'], "sqs", id="one range"
        ),
        pytest.param(
            ['{"body": {"temperature": [{"numeric": ["<", 5]}, {"numeric": [">", 100]}]}}'],
            "sqs",
            id="two ends",
        ),
        pytest.param(
            ['{"body": {"level": [{"anything-but": ["low", "high"]}]}}'],
            "sqs",
            id="one exclusion of two",
        ),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
