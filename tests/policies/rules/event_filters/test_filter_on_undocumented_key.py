from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_on_undocumented_key import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def test_metadata_that_no_page_documents(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"partitionKey": ["eu"]}', source="kinesis")

    assert finding.message == (
        "filter 0, partitionKey: AWS's pages disagree on whether filters of Kinesis "
        "records see partitionKey, or data only"
    )
    assert finding.fix == "test the filter on a deployed mapping before you rely on it"
    assert finding.at == "FilterCriteria.Filters.0"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(['{"data": {"region": ["eu"]}}'], "kinesis", id="the payload"),
        pytest.param(
            ['{"eventName": ["INSERT"]}'],
            "dynamodb",
            id="eventName of a table, which AWS's examples use",
        ),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
