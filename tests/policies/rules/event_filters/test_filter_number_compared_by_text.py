from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_number_compared_by_text import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def test_a_number_beyond_float64(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"body": {"account": [9007199254740993]}}')

    assert finding.message == (
        "filter 0, body.account[0]: 9007199254740993 is no exact float64 and only equals "
        "the same spelling"
    )
    assert finding.fix == "send such a number as a string, and compare it as one"
    assert finding.at == "FilterCriteria.Filters.0"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(['{"body": {"account": ["9007199254740993"]}}'], "sqs", id="as a string"),
        pytest.param(
            ['{"body": {"account": [9007199254740992]}}'], "sqs", id="the largest exact integer"
        ),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
