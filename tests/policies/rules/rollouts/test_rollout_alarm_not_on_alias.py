from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollout_alarm_not_on_alias import check as rule

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


def test_an_alarm_on_all_aliases_is_found(judge: Judge, release: Release) -> None:
    [finding] = judge(rule, release(alarm=on(None), more=BETA))

    assert finding.message == (
        "alarm of Shift must watch the alias Live alone, got all 2 aliases of Bill"
    )
    assert finding.fix == (
        "add the dimension Resource: the function's name, a colon and the name of the alias"
    )
    assert finding.at == "Dimensions"
    assert finding.resource.logical_id == "BillErrors"


@pytest.mark.parametrize(
    ("alarm", "more"),
    [
        pytest.param(on(None), {}, id="the only alias"),
        pytest.param({}, BETA, id="the alias"),
        pytest.param(on(None, "ship"), BETA, id="another function"),
        pytest.param(on(None, {"Ref": "Unknown"}), BETA, id="unknown"),
        pytest.param({"Dimensions": {"Ref": "Unknown"}}, BETA, id="dimensions unknown"),
    ],
)
def test_silent(
    judge: Judge, release: Release, alarm: dict[str, Any], more: dict[str, Any]
) -> None:
    assert judge(rule, release(alarm=alarm, more=more)) == []


def test_an_alarm_of_no_rollout_may_watch_all(judge: Judge, release: Release) -> None:
    group = {"AlarmConfiguration": {"Enabled": False, "Alarms": [{"Name": {"Ref": "BillErrors"}}]}}

    assert judge(rule, release(group=group, alarm=on(None), more=BETA)) == []
    assert judge(rule, release(group={"AlarmConfiguration": None}, alarm=on(None), more=BETA)) == []
