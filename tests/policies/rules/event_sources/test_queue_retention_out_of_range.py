from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.queue_retention_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeQueue


@pytest.mark.parametrize(("seconds", "fix"), [(59, "60 s or more"), (1209601, "1209600 s or less")])
def test_a_retention_outside_of_a_minute_to_two_weeks_is_refused(
    judge_queue: JudgeQueue, seconds: int, fix: str
) -> None:
    [finding] = judge_queue(rule, MessageRetentionPeriod=seconds)

    assert finding.message == f"message retention must be 60 to 1209600 s, got {seconds} s"
    assert finding.fix == f"set MessageRetentionPeriod to {fix}"
    assert finding.at == "MessageRetentionPeriod"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param({"MessageRetentionPeriod": 60}, id="a minute"),
        pytest.param({"MessageRetentionPeriod": 1209600}, id="two weeks"),
        pytest.param({"MessageRetentionPeriod": {"Ref": "Unknown"}}, id="known at deployment only"),
    ],
)
def test_silent(judge_queue: JudgeQueue, properties: dict[str, Any]) -> None:
    assert judge_queue(rule, **properties) == []
