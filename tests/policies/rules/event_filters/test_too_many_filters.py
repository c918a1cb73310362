from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.too_many_filters import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_filters.conftest import JudgeFilters

UNKNOWN = {"Ref": "Unknown"}


def levels(number: int) -> list[Any]:
    return [f'{{"body": {{"level": ["{level}"]}}}}' for level in range(number)]


def test_eleven_filters_are_one_too_many(judge_filters: JudgeFilters) -> None:
    [finding] = judge_filters(rule, *levels(11))

    assert finding.message == "filters must be at most 10, got 11"
    assert finding.fix == "merge filters into arrays or $or until 10 are left"
    assert finding.at == "FilterCriteria"


@pytest.mark.parametrize(
    ("patterns", "source"),
    [
        pytest.param(levels(10), "sqs", id="ten"),
        pytest.param(
            [*levels(10), UNKNOWN], "sqs", id="eleven, of which one is known at deployment only"
        ),
    ],
)
def test_silent(judge_filters: JudgeFilters, patterns: list[Any], source: str) -> None:
    assert judge_filters(rule, *patterns, source=source) == []
