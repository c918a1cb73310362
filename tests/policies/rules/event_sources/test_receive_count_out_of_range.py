from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.receive_count_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeQueue


UNKNOWN = {"Ref": "Unknown"}


def redrive(receives: Any = 5, target: Any = None) -> dict[str, Any]:
    arn = target or {"Fn::GetAtt": ["Dead", "Arn"]}
    return {"deadLetterTargetArn": arn, "maxReceiveCount": receives}


@pytest.mark.parametrize(("receives", "fix"), [(0, "1 or more"), (1001, "1000 or less")])
def test_a_receive_count_that_sqs_refuses_names_the_bounds(
    judge_queue: JudgeQueue, receives: int, fix: str
) -> None:
    [finding] = judge_queue(rule, RedrivePolicy=redrive(receives))

    assert finding.message == f"receive count must be 1 to 1000, got {receives}"
    assert finding.fix == f"set RedrivePolicy.maxReceiveCount to {fix}"
    assert finding.at == "RedrivePolicy.maxReceiveCount"


def test_a_policy_written_as_json_text_is_read(judge_queue: JudgeQueue) -> None:
    policy = '{"deadLetterTargetArn": "arn:aws:sqs:eu-west-1:1:d", "maxReceiveCount": "0"}'

    assert len(judge_queue(rule, RedrivePolicy=policy)) == 1


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="no policy"),
        pytest.param({"RedrivePolicy": redrive(1)}, id="one"),
        pytest.param({"RedrivePolicy": redrive(1000)}, id="a thousand"),
        pytest.param({"RedrivePolicy": redrive(UNKNOWN)}, id="known at deployment only"),
        pytest.param({"RedrivePolicy": UNKNOWN}, id="policy known at deployment only"),
    ],
)
def test_silent(judge_queue: JudgeQueue, properties: dict[str, Any]) -> None:
    assert judge_queue(rule, **properties) == []
