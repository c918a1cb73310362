from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_always_matches import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def test_there_or_not_there(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"body": {"level": [{"exists": true}, {"exists": false}]}}')

    assert (
        finding.message
        == "filter 0, body.level: a leaf is either there or not, so this always matches"
    )
    assert finding.fix == "drop the key"
    assert finding.at == "FilterCriteria.Filters.0"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(['{"body": {"level": [{"exists": true}]}}'], "sqs", id="there"),
        pytest.param(['{"body": {"level": ["high"]}}'], "sqs", id="one value"),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
