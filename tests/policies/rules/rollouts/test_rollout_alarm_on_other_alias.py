from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollout_alarm_on_other_alias import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release

BETA = {
    "Beta": {
        "Type": "AWS::Lambda::Alias",
        "Properties": {
            "FunctionName": {"Ref": "Bill"},
            "FunctionVersion": {"Fn::GetAtt": ["V1", "Version"]},
            "Name": "beta",
        },
    }
}


def on(resource: Any, name: Any = {"Ref": "Bill"}) -> dict[str, Any]:  # noqa: B006 - read only
    dimensions = [{"Name": "FunctionName", "Value": name}]
    if resource is not None:
        dimensions.append({"Name": "Resource", "Value": resource})
    return {"Dimensions": dimensions}


@pytest.mark.parametrize(
    ("resource", "seen"),
    [
        pytest.param({"Fn::Sub": "${Bill}:beta"}, "beta", id="another alias"),
        pytest.param({"Fn::Sub": "${Bill}:old"}, "old", id="an alias that is not here"),
        pytest.param({"Fn::Sub": "${Bill}:7"}, "7", id="a version"),
        pytest.param({"Fn::Sub": "${Bill}:${V1.Version}"}, "V1", id="the version released"),
        pytest.param({"Ref": "Bill"}, "the unqualified function", id="no qualifier"),
    ],
)
def test_an_alarm_without_traffic_of_the_rollout_is_found(
    judge: Judge, release: Release, resource: Any, seen: str
) -> None:
    [finding] = judge(rule, release(alarm=on(resource), more=BETA))

    assert finding.message == f"an alarm must watch the alias live, got alarms on {seen}"
    assert finding.fix == (
        "set the dimension Resource of an alarm to the function's name, a colon and live"
    )
    assert finding.at == "AlarmConfiguration.Alarms"
    assert finding.resource.logical_id == "Shift"


@pytest.mark.parametrize(
    "alarm",
    [
        pytest.param(on({"Fn::Sub": "${Bill}:live"}), id="the alias"),
        pytest.param(on({"Ref": "Live"}), id="its ARN, which another rule tells"),
        pytest.param(on(None), id="the whole function"),
        pytest.param(on({"Fn::Sub": "${Bill}:${Unknown}"}), id="an alias unknown"),
        pytest.param(on({"Ref": "Unknown"}), id="unknown"),
        pytest.param(on("ship:beta", "ship"), id="of another function"),
        pytest.param({"Namespace": "Own"}, id="another metric"),
    ],
)
def test_silent(judge: Judge, release: Release, alarm: dict[str, Any]) -> None:
    assert judge(rule, release(alarm=alarm, more=BETA)) == []


def test_an_alias_without_a_known_name_is_not_judged(judge: Judge, release: Release) -> None:
    alias = {"Name": {"Ref": "Unknown"}}

    assert judge(rule, release(alias=alias, alarm=on({"Fn::Sub": "${Bill}:beta"}))) == []
