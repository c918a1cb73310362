from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_refused import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def test_a_leaf_that_is_no_array_is_refused(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"body": {"level": "high"}}')

    assert finding.message == 'filter 0, body.level: must be an object or an array, got "high"'
    assert finding.fix == 'write ["high"]'
    assert finding.at == "FilterCriteria.Filters.0"


def test_the_second_filter_is_named(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"body": {"level": ["high"]}}', '{"body": {"level": []}}')

    assert finding.message == "filter 1, body.level: an array must have a value"
    assert finding.fix == "drop the key"
    assert finding.at == "FilterCriteria.Filters.1"


def test_a_pattern_that_is_an_object_is_no_pattern(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, {"body": {"level": ["high"]}})

    assert finding.message == "filter 0: a Pattern is JSON in a string, not an object"
    assert finding.fix == 'write "{\\"body\\":{\\"level\\":[\\"high\\"]}}"'
    assert finding.at == "FilterCriteria.Filters.0"


def test_kinesis_takes_no_plain_text(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"data": ["fault"]}', source="kinesis")

    assert finding.message == (
        "filter 0, data: Lambda refuses plain text filters of Kinesis records: data must "
        "be an object"
    )
    assert finding.fix == 'write {"data": {"<field>": [...]}}'
    assert finding.at == "FilterCriteria.Filters.0"


def test_documentdb_takes_no_filter(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"fullDocument": {"level": ["high"]}}', source="documentdb")

    assert finding.message == "Lambda does not filter Amazon DocumentDB events"
    assert finding.fix == "drop the filters and filter in the function"
    assert finding.at == "FilterCriteria"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(['{"body": {"level": ["high"]}}'], "sqs", id="a pattern AWS takes"),
        pytest.param(['{"body": ["fault"]}'], "sqs", id="plain text of a queue"),
        pytest.param([{"Ref": "Unknown"}], "sqs", id="known at deployment only"),
        pytest.param(
            [{"Fn::Sub": '{"body": {"level": ["${Unknown}"]}}'}], "sqs", id="partly known text"
        ),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
