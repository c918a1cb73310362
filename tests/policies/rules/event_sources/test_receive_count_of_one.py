from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.receive_count_of_one import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.event_sources.conftest import JudgeQueue


UNKNOWN = {"Ref": "Unknown"}


def redrive(receives: Any = 5, target: Any = None) -> dict[str, Any]:
    arn = target or {"Fn::GetAtt": ["Dead", "Arn"]}
    return {"deadLetterTargetArn": arn, "maxReceiveCount": receives}


def test_a_single_receive_is_too_few_for_a_queue_that_lambda_polls(
    judge_queue: JudgeQueue,
) -> None:
    [finding] = judge_queue(rule, RedrivePolicy=redrive(1))

    assert finding.message == (
        "receive count should be at least 5 for a queue that Lambda polls, got 1: a throttled "
        "message gets no second attempt"
    )
    assert finding.fix == "set maxReceiveCount to 5 or more"
    assert finding.at == "RedrivePolicy.maxReceiveCount"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="no policy"),
        pytest.param({"RedrivePolicy": redrive(2)}, id="two"),
        pytest.param({"RedrivePolicy": redrive(0)}, id="out of range, which another rule tells"),
        pytest.param({"RedrivePolicy": redrive(UNKNOWN)}, id="known at deployment only"),
    ],
)
def test_silent(judge_queue: JudgeQueue, properties: dict[str, Any]) -> None:
    assert judge_queue(rule, **properties) == []


def test_a_queue_that_no_function_polls_is_its_consumers_business(judge: Judge) -> None:
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"RedrivePolicy": redrive(1)}}

    assert judge(rule, {"Orders": queue, "Dead": {"Type": "AWS::SQS::Queue"}}) == []
