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


def test_an_operator_outside_an_array_is_a_field_to_aws(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"body": {"temperature": {"numeric": [">", 100]}}}')

    assert finding.message == (
        "filter 0, body.temperature.numeric: numeric stands outside an array: it is taken for a "
        "field of that name"
    )
    assert finding.fix == 'write [{"numeric": [">", 100]}]'


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(['{"body": {"level": ["high"]}}'], "sqs", id="one of both"),
        pytest.param(
            ['{"body": {"level": ["high"], "room": ["7"]}}'], "sqs", id="different fields"
        ),
        pytest.param(
            ['{"body": {"numeric": [5], "user": {"exists": [true], "prefix": ["Dr"]}}}'],
            "sqs",
            id="fields that are called like operators",
        ),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
