from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_never_matches import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def test_text_and_json_at_once(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"body": ["fault"], "body": {"level": ["high"]}}')

    assert finding.message == (
        "filter 0, body: body is asked for as plain text here and as JSON elsewhere: no "
        "record is both"
    )
    assert finding.fix == "write two filters"
    assert finding.at == "FilterCriteria.Filters.0"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(['{"body": {"level": ["high"]}}'], "sqs", id="one of both"),
        pytest.param(
            ['{"body": {"level": ["high"], "room": ["7"]}}'], "sqs", id="different fields"
        ),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
