from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollout_alarm_slower_than_step import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release

LINEAR = "CodeDeployDefault.LambdaLinear10PercentEvery1Minute"


def test_an_alarm_that_lets_steps_pass_is_found(judge: Judge, release: Release) -> None:
    [finding] = judge(rule, release(LINEAR, alarm={"EvaluationPeriods": 3}))

    assert finding.message == (
        "linear rollout of 10 % every 1 min must have an alarm that can fire within its first "
        "step, got 30 % moved after the 120 s that its quickest alarm needs"
    )
    assert finding.fix == (
        "lower DatapointsToAlarm or Period of the alarm, or make the interval longer"
    )
    assert finding.at == "DeploymentConfigName"


@pytest.mark.parametrize(
    ("config", "alarm"),
    [
        pytest.param(LINEAR, {}, id="quick enough"),
        pytest.param(
            "CodeDeployDefault.LambdaLinear10PercentEvery3Minutes",
            {"EvaluationPeriods": 3},
            id="steps long enough",
        ),
        pytest.param(LINEAR, {"EvaluationPeriods": 10}, id="rollout-alarm-too-slow says it"),
        pytest.param(LINEAR, {"Period": {"Ref": "Unknown"}}, id="unknown"),
        pytest.param(
            "CodeDeployDefault.LambdaCanary10Percent5Minutes",
            {"EvaluationPeriods": 4},
            id="a canary has one step",
        ),
    ],
)
def test_silent(judge: Judge, release: Release, config: str, alarm: dict[str, Any]) -> None:
    assert judge(rule, release(config, alarm=alarm)) == []
