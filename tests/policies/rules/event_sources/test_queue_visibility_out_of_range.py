from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.queue_visibility_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeQueue


def test_a_visibility_above_twelve_hours_is_refused(judge_queue: JudgeQueue) -> None:
    [finding] = judge_queue(rule, VisibilityTimeout=43201)

    assert finding.message == "queue visibility timeout must be 0 to 43200 s, got 43201 s"
    assert finding.fix == "set VisibilityTimeout to 43200 s or less"
    assert finding.at == "VisibilityTimeout"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param({"VisibilityTimeout": 0}, id="none at all"),
        pytest.param({"VisibilityTimeout": 43200}, id="twelve hours"),
        pytest.param({"VisibilityTimeout": {"Ref": "Unknown"}}, id="known at deployment only"),
    ],
)
def test_silent(judge_queue: JudgeQueue, properties: dict[str, Any]) -> None:
    assert judge_queue(rule, **properties) == []
