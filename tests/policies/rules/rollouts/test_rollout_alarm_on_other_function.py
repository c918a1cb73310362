from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollout_alarm_on_other_function import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release

SHIP = {"Ship": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "ship"}}}


def dimensions(**values: Any) -> dict[str, Any]:
    named = [{"Name": name, "Value": value} for name, value in values.items()]
    return {"Dimensions": named}


@pytest.mark.parametrize("name", [{"Ref": "Ship"}, "ship"])
def test_an_alarm_that_was_copied_is_found(judge: Judge, release: Release, name: Any) -> None:
    [finding] = judge(rule, release(alarm=dimensions(FunctionName=name), more=SHIP))

    assert finding.message == "an alarm must watch Bill, got alarms on Ship"
    assert finding.fix == "list an alarm on the errors of Bill"
    assert finding.at == "AlarmConfiguration.Alarms"
    assert finding.resource.logical_id == "Shift"


def test_metric_math_is_looked_into(judge: Judge, release: Release) -> None:
    metric = {"Namespace": "AWS/Lambda", "MetricName": "Errors"}
    stat = {"Metric": metric | dimensions(FunctionName="ship"), "Period": 60, "Stat": "Sum"}
    queries = [{"Id": "m", "MetricStat": stat}, {"Id": "e", "Expression": "m * 2"}]
    alarm = {"Metrics": queries, "MetricName": None, "Namespace": None, "Dimensions": None}

    assert len(judge(rule, release(alarm=alarm, more=SHIP))) == 1


@pytest.mark.parametrize(
    "alarm",
    [
        pytest.param({}, id="its own alias"),
        pytest.param(dimensions(FunctionName={"Ref": "Bill"}), id="its own function"),
        pytest.param(dimensions(FunctionName={"Ref": "Unknown"}), id="unknown"),
        pytest.param(dimensions(FunctionName="elsewhere"), id="a function that is elsewhere"),
        pytest.param({"Namespace": "AWS/ApiGateway"}, id="on something else"),
        pytest.param({"Dimensions": {"Ref": "Unknown"}}, id="dimensions unknown"),
        pytest.param({"Metrics": {"Ref": "Unknown"}}, id="metrics unknown"),
    ],
)
def test_silent(judge: Judge, release: Release, alarm: dict[str, Any]) -> None:
    assert judge(rule, release(alarm=alarm, more=SHIP)) == []


@pytest.mark.parametrize(
    "alarms",
    [
        pytest.param([{"Name": {"Ref": "ShipErrors"}}, {"Name": {"Ref": "BillErrors"}}], id="both"),
        pytest.param([{"Name": {"Ref": "ShipErrors"}}, {"Name": "elsewhere"}], id="one elsewhere"),
    ],
)
def test_an_alarm_beside_may_watch_the_function(
    judge: Judge, release: Release, alarms: list[Any]
) -> None:
    other = release(alarm=dimensions(FunctionName="ship"))["BillErrors"]
    group = {"AlarmConfiguration": {"Enabled": True, "Alarms": alarms}}

    assert judge(rule, release(group=group, more=SHIP | {"ShipErrors": other})) == []


def test_a_released_function_that_is_elsewhere_is_not_judged(
    judge: Judge, release: Release
) -> None:
    alarm = dimensions(FunctionName="ship")

    assert judge(rule, release(alias={"FunctionName": "x"}, alarm=alarm, more=SHIP)) == []


def test_all_functions_of_the_account_are_others_too(judge: Judge, release: Release) -> None:
    [finding] = judge(rule, release(alarm={"Dimensions": None}))

    assert finding.message == (
        "an alarm must watch Bill, got alarms on all functions of the account"
    )
    assert finding.fix == "give the metric the dimensions of Bill"
    assert finding.at == "AlarmConfiguration.Alarms"
