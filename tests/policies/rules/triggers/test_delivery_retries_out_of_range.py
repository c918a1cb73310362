from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.delivery_retries_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def of_rule(**policy: Any) -> dict[str, Any]:
    targets = [{"Id": "a", "Arn": "arn:aws:sqs:eu-west-1:123456789012:a", "RetryPolicy": policy}]
    return {"Sender": {"Type": "AWS::Events::Rule", "Properties": {"Targets": targets}}}


def of_schedule(**policy: Any) -> dict[str, Any]:
    target = {"Arn": "arn:aws:sqs:eu-west-1:123456789012:a", "RetryPolicy": policy}
    return {"Sender": {"Type": "AWS::Scheduler::Schedule", "Properties": {"Target": target}}}


def test_a_rule_tries_185_times(judge: Judge) -> None:
    [finding] = judge(rule, of_rule(MaximumRetryAttempts=186))

    assert finding.message == "retries of an event must be 0 to 185, got 186"
    assert finding.fix == "set Targets.0.RetryPolicy.MaximumRetryAttempts to 185 or less"
    assert finding.at == "Targets.0.RetryPolicy.MaximumRetryAttempts"


def test_a_schedule_tries_for_a_minute_at_least(judge: Judge) -> None:
    [finding] = judge(rule, of_schedule(MaximumEventAgeInSeconds=59))

    assert finding.message == "event age must be 60 to 86400 s, got 59 s"
    assert finding.at == "Target.RetryPolicy.MaximumEventAgeInSeconds"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(of_rule(MaximumRetryAttempts=185, MaximumEventAgeInSeconds=86400), id="most"),
        pytest.param(of_rule(MaximumRetryAttempts=0, MaximumEventAgeInSeconds=60), id="least"),
        pytest.param(of_rule(MaximumRetryAttempts=UNKNOWN), id="unknown"),
        pytest.param(of_schedule(), id="none"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
