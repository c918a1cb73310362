from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_number_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters


def test_more_than_five_billion(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, '{"body": {"bytes": [{"numeric": [">", 5000000001]}]}}')

    assert finding.message == (
        "filter 0, body.bytes[0]: number in a filter must be -5000000000 to 5000000000, "
        "got 5000000001: older versions of AWS's matcher do not compare it exactly"
    )
    assert finding.fix == "test the filter on a deployed mapping before you rely on it"
    assert finding.at == "FilterCriteria.Filters.0"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(
            ['{"body": {"bytes": [{"numeric": [">", 5000000000]}]}}'], "sqs", id="five billion"
        ),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
