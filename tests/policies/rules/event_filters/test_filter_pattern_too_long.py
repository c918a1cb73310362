from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_pattern_too_long import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def of_length(characters: int) -> str:
    around = '{"body":{"level":[""]}}'
    return around.replace('""', f'"{"x" * (characters - len(around))}"')


def test_a_pattern_of_4097_characters_is_too_long(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, *[of_length(4097)])

    assert (
        finding.message
        == "filter 0: filter pattern must be at most 4096 characters, got 4097 characters"
    )
    assert finding.fix == "split the filter, or test fewer values"
    assert finding.at == "FilterCriteria.Filters.0"


def test_white_space_counts_and_can_go(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, *[of_length(4000) + " " * 97])

    assert (
        finding.message
        == "filter 0: filter pattern must be at most 4096 characters, got 4097 characters"
    )
    assert finding.fix == "write it on one line without white space: 4000 characters"
    assert finding.at == "FilterCriteria.Filters.0"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param([of_length(4096)], "sqs", id="4096 characters"),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
