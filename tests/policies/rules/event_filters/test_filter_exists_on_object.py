from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_exists_on_object import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def test_an_attribute_is_an_object(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(
        rule, '{"dynamodb": {"NewImage": {"state": [{"exists": true}]}}}', source="dynamodb"
    )

    assert finding.message == (
        "filter 0, dynamodb.NewImage.state[0]: state is an object and only leaves exist: "
        '{"exists": true} never matches'
    )
    assert finding.fix == 'test a leaf below it: {"state": {"S": ...}}'
    assert finding.at == "FilterCriteria.Filters.0"


def test_a_payload_is_no_leaf(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"body": [{"exists": true}]}')

    assert (
        finding.message
        == "filter 0, body[0]: an array at body asks for plain text: JSON is dropped"
    )
    assert (
        finding.fix
        == 'write {"body": {"<field>": [{"exists": true}]}} for JSON, or drop the filter'
    )
    assert finding.at == "FilterCriteria.Filters.0"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(['{"body": {"level": [{"exists": true}]}}'], "sqs", id="a leaf"),
        pytest.param(
            ['{"dynamodb": {"NewImage": {"state": {"S": [{"exists": true}]}}}}'],
            "dynamodb",
            id="the typed leaf",
        ),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
