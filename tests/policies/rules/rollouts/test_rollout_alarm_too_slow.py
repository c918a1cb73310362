from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollout_alarm_too_slow import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release
UNKNOWN = {"Ref": "Unknown"}


def test_an_alarm_slower_than_the_bake_is_found(judge: Judge, release: Release) -> None:
    [finding] = judge(rule, release(alarm={"Period": 300, "EvaluationPeriods": 3}))

    assert finding.message == (
        "alarm must fire within the 300 s of the canary of 10 % for 5 min, got more than 600 s "
        "(3 x 300 s less the first period)"
    )
    assert finding.fix == (
        "lower DatapointsToAlarm or Period of the alarm, or let the rollout take longer"
    )
    assert finding.at == "EvaluationPeriods"
    assert finding.resource.logical_id == "BillErrors"


def test_datapoints_to_alarm_are_what_counts(judge: Judge, release: Release) -> None:
    slow = {"Period": 300, "EvaluationPeriods": 5}

    [finding] = judge(rule, release(alarm=slow | {"DatapointsToAlarm": 2}))
    assert finding.at == "DatapointsToAlarm"
    assert judge(rule, release(alarm=slow | {"DatapointsToAlarm": 1})) == []


def test_the_quickest_alarm_is_named(judge: Judge, release: Release) -> None:
    alarms = [{"Name": {"Ref": "BillErrors"}}, {"Name": {"Ref": "Quicker"}}]
    quicker = release(alarm={"Period": 300, "EvaluationPeriods": 2})["BillErrors"]
    group = {"AlarmConfiguration": {"Enabled": True, "Alarms": alarms}}
    slow = {"Period": 600, "EvaluationPeriods": 4}
    [finding] = judge(rule, release(group=group, alarm=slow, more={"Quicker": quicker}))

    assert finding.resource.logical_id == "Quicker"


@pytest.mark.parametrize(
    ("config", "periods"),
    [
        pytest.param("CodeDeployDefault.LambdaCanary10Percent5Minutes", 5, id="with luck"),
        pytest.param("CodeDeployDefault.LambdaLinear10PercentEvery1Minute", 9, id="linear"),
        pytest.param("CodeDeployDefault.LambdaAllAtOnce", 9, id="nothing to stop"),
        pytest.param({"Ref": "Unknown"}, 9, id="strategy unknown"),
        pytest.param("CodeDeployDefault.LambdaCanary10Percent5Minutes", UNKNOWN, id="unknown"),
    ],
)
def test_silent(judge: Judge, release: Release, config: Any, periods: Any) -> None:
    assert judge(rule, release(config, alarm={"EvaluationPeriods": periods})) == []


def test_the_boundary_is_the_whole_rollout(judge: Judge, release: Release) -> None:
    linear = "CodeDeployDefault.LambdaLinear10PercentEvery1Minute"

    assert judge(rule, release(linear, alarm={"EvaluationPeriods": 9})) == []
    assert len(judge(rule, release(linear, alarm={"EvaluationPeriods": 10}))) == 1


@pytest.mark.parametrize(
    "alarms",
    [
        pytest.param([{"Name": {"Ref": "BillErrors"}}, {"Name": "elsewhere"}], id="one unknown"),
        pytest.param([{"Name": {"Ref": "BillErrors"}}, {"Name": {"Ref": "Quick"}}], id="one quick"),
    ],
)
def test_another_alarm_may_be_in_time(judge: Judge, release: Release, alarms: list[Any]) -> None:
    quick = release()["BillErrors"]
    group = {"AlarmConfiguration": {"Enabled": True, "Alarms": alarms}}

    assert (
        judge(rule, release(group=group, alarm={"EvaluationPeriods": 9}, more={"Quick": quick}))
        == []
    )
