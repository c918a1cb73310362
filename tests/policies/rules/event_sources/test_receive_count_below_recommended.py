from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.receive_count_below_recommended import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeQueue


UNKNOWN = {"Ref": "Unknown"}


def redrive(receives: Any = 5, target: Any = None) -> dict[str, Any]:
    arn = target or {"Fn::GetAtt": ["Dead", "Arn"]}
    return {"deadLetterTargetArn": arn, "maxReceiveCount": receives}


@pytest.mark.parametrize("receives", [2, 4])
def test_fewer_than_five_receives_are_below_the_recommendation(
    judge_queue: JudgeQueue, receives: int
) -> None:
    [finding] = judge_queue(rule, RedrivePolicy=redrive(receives))

    assert finding.message == (
        f"receive count should be at least 5 for a queue that Lambda polls, got {receives}"
    )
    assert finding.fix == "set maxReceiveCount to 5 or more"
    assert finding.at == "RedrivePolicy.maxReceiveCount"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="no policy"),
        pytest.param({"RedrivePolicy": redrive(5)}, id="five"),
        pytest.param({"RedrivePolicy": redrive(1)}, id="one, which another rule tells"),
        pytest.param({"RedrivePolicy": redrive(0)}, id="out of range, which another rule tells"),
        pytest.param({"RedrivePolicy": redrive(UNKNOWN)}, id="known at deployment only"),
    ],
)
def test_silent(judge_queue: JudgeQueue, properties: dict[str, Any]) -> None:
    assert judge_queue(rule, **properties) == []
