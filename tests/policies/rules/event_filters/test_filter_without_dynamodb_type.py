from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_without_dynamodb_type import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def test_an_attribute_without_its_type(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(
        rule, '{"dynamodb": {"NewImage": {"state": ["paid"]}}}', source="dynamodb"
    )

    assert (
        finding.message == "filter 0, dynamodb.NewImage.state: the attribute state has no type key"
    )
    assert finding.fix == 'write {"state": {"S": ["paid"]}}'
    assert finding.at == "FilterCriteria.Filters.0"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(
            ['{"dynamodb": {"NewImage": {"state": {"S": ["paid"]}}}}'],
            "dynamodb",
            id="with its type",
        ),
        pytest.param(
            ['{"dynamodb": {"NewImage": {"state": {"M": {"code": {"S": ["paid"]}}}}}}'],
            "dynamodb",
            id="a nested map",
        ),
        pytest.param(['{"body": {"NewImage": {"state": ["paid"]}}}'], "sqs", id="a queue's body"),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
