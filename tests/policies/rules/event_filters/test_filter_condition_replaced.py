from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_condition_replaced import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def test_a_key_that_stands_twice(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"body": {"level": ["high"]}, "body": {"level": ["low"]}}')

    assert finding.message == 'filter 0, body.level: the key is repeated: only ["low"] counts'
    assert finding.fix == 'write one array: ["high", "low"] for either'
    assert finding.at == "FilterCriteria.Filters.0"


def test_a_condition_beside_an_or_on_the_same_path(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(
        rule, '{"body": {"level": ["high"], "$or": [{"level": ["low"]}, {"room": ["7"]}]}}'
    )

    assert finding.message == (
        "filter 0, body.level: body.$or[0].level takes the place of this, it does not add to it"
    )
    assert finding.fix == "write what must hold besides into each alternative of $or"
    assert finding.at == "FilterCriteria.Filters.0"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(
            ['{"body": {"level": ["high"]}, "body": {"room": ["7"]}}'],
            "sqs",
            id="two keys under one",
        ),
        pytest.param(
            ['{"body": {"level": ["high"], "$or": [{"floor": ["2"]}, {"room": ["7"]}]}}'],
            "sqs",
            id="an or on other paths",
        ),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
