from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_number_as_string import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def test_a_string_of_digits_beside_numbers(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"body": {"total": [{"numeric": ["<", 10]}, "100"]}}')

    assert finding.message == (
        'filter 0, body.total[1]: "100" is a string among conditions on numbers, and '
        "never equals a number"
    )
    assert finding.fix == "write 100"
    assert finding.at == "FilterCriteria.Filters.0"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(['{"body": {"total": [{"numeric": ["<", 10]}, 100]}}'], "sqs", id="a number"),
        pytest.param(['{"body": {"total": ["100"]}}'], "sqs", id="a string alone"),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
