from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_number_on_dynamodb import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def test_numeric_on_a_number_of_dynamodb(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(
        rule,
        '{"dynamodb": {"NewImage": {"total": {"N": [{"numeric": [">", 100]}]}}}}',
        source="dynamodb",
    )

    assert finding.message == (
        "filter 0, dynamodb.NewImage.total.N[0]: N of the attribute total is a string, "
        "which numeric never matches"
    )
    assert finding.fix == "compare in the function, or list the wanted numbers as strings"
    assert finding.at == "FilterCriteria.Filters.0"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(
            ['{"dynamodb": {"NewImage": {"total": {"N": ["100"]}}}}'],
            "dynamodb",
            id="numbers as strings",
        ),
        pytest.param(
            ['{"body": {"N": [{"numeric": [">", 100]}]}}'],
            "sqs",
            id="the same pattern on a queue, where it is a body's",
        ),
        pytest.param(
            ['{"dynamodb": {"ApproximateCreationDateTime": [{"numeric": [">", 100]}]}}'],
            "dynamodb",
            id="a number of the record itself",
        ),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
