from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_operator_undocumented import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def test_wildcard(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"body": {"room": [{"wildcard": "eu-*-7"}]}}')

    assert finding.message == "filter 0, body.room[0]: Lambda does not document wildcard"
    assert (
        finding.fix == "compare in the function, or allow the operator once you have seen it work"
    )
    assert finding.at == "FilterCriteria.Filters.0"


def test_anything_but_with_prefix(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"body": {"room": [{"anything-but": {"prefix": "eu-"}}]}}')

    assert (
        finding.message
        == "filter 0, body.room[0]: Lambda does not document anything-but with prefix"
    )
    assert (
        finding.fix == "compare in the function, or allow the operator once you have seen it work"
    )
    assert finding.at == "FilterCriteria.Filters.0"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(['{"body": {"room": [{"prefix": "eu-"}]}}'], "sqs", id="prefix"),
        pytest.param(
            ['{"body": {"room": [{"anything-but": ["7"]}]}}'], "sqs", id="anything-but with values"
        ),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
