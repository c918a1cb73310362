from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_on_unknown_key import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def test_a_field_of_the_payload_at_the_top_level(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"temperature": [{"numeric": [">", 100]}]}')

    assert finding.message == "filter 0, temperature: no SQS message has the key temperature"
    assert finding.fix == 'write {"body": {"temperature": ...}} for a field of the payload'
    assert finding.at == "FilterCriteria.Filters.0"


def test_the_key_of_another_source(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"data": {"temperature": [{"numeric": [">", 100]}]}}')

    assert finding.message == "filter 0, data.temperature: no SQS message has the key data"
    assert finding.fix == "write body for SQS messages"
    assert finding.at == "FilterCriteria.Filters.0"


def test_a_key_in_the_wrong_case(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"Body": {"level": ["high"]}}')

    assert finding.message == "filter 0, Body.level: no SQS message has the key Body"
    assert finding.fix == "write body"
    assert finding.at == "FilterCriteria.Filters.0"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(['{"body": {"level": ["high"]}}'], "sqs", id="the key of the source"),
        pytest.param(['{"data": {"level": ["high"]}}'], "kinesis", id="data of a stream"),
        pytest.param(['{"eventName": ["INSERT"]}'], "dynamodb", id="eventName of a table"),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
