from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_on_unknown_alias import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm


def on(resource: Any) -> dict[str, Any]:
    return {"FunctionName": {"Ref": "Bill"}, "Resource": resource}


def test_an_alias_that_is_not_there_is_found(judge: Judge, with_alarm: WithAlarm) -> None:
    [finding] = judge(rule, with_alarm(dimensions=on({"Fn::Sub": "${Bill}:prod"})))

    assert finding.message == "alias must be one that Bill has, live, got prod"
    assert finding.fix == "name one of these in the dimension Resource"
    assert finding.at == "Dimensions"


@pytest.mark.parametrize(
    "resource",
    [
        pytest.param({"Fn::Sub": "${Bill}:live"}, id="there"),
        pytest.param({"Fn::Sub": "${Bill}:7"}, id="a version"),
        pytest.param({"Fn::Sub": "${Bill}:$LATEST"}, id="$LATEST"),
        pytest.param({"Ref": "Bill"}, id="no qualifier"),
        pytest.param({"Fn::Sub": "${Bill}:${Unknown}"}, id="unknown"),
        pytest.param({"Fn::Sub": "${Bill}:${V1.Version}"}, id="the version"),
        pytest.param("ship:prod", id="a function that is elsewhere"),
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, resource: Any) -> None:
    assert judge(rule, with_alarm(dimensions=on(resource))) == []


def test_aliases_that_are_made_elsewhere_are_not_judged(
    judge: Judge, with_alarm: WithAlarm
) -> None:
    resources = with_alarm(dimensions=on({"Fn::Sub": "${Bill}:prod"}))
    del resources["Live"]

    assert judge(rule, resources) == []


def test_an_alias_of_an_unknown_name_may_be_it(judge: Judge, with_alarm: WithAlarm) -> None:
    resources = with_alarm(dimensions=on({"Fn::Sub": "${Bill}:prod"}))
    resources["Live"]["Properties"]["Name"] = {"Ref": "Unknown"}

    assert judge(rule, resources) == []
