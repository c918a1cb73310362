from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.log_subscription_loop import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(
    group: Any = None, pattern: Any = "", logging: Any = None, subscribed: Any = None
) -> dict[str, Any]:
    function = {} if logging is None else {"LoggingConfig": {"LogGroup": logging}}
    to_ship = {
        "LogGroupName": subscribed or {"Ref": "Logs"},
        "FilterPattern": pattern,
        "DestinationArn": {"Fn::GetAtt": ["Ship", "Arn"]},
    }
    return {
        "Ship": {"Type": "AWS::Lambda::Function", "Properties": function},
        "Logs": {
            "Type": "AWS::Logs::LogGroup",
            "Properties": {"LogGroupName": group or {"Fn::Sub": "/aws/lambda/${Ship}"}},
        },
        "ToShip": {"Type": "AWS::Logs::SubscriptionFilter", "Properties": to_ship},
    }


def test_each_call_causes_the_next(judge: Judge) -> None:
    [finding] = judge(rule, scene())

    assert finding.message == (
        "log group of a subscription to Ship must be another's, got its own: each call causes the "
        "next"
    )
    assert finding.fix == (
        "subscribe the function to other log groups, or name a FilterPattern that its own lines "
        "never match"
    )
    assert finding.at == "LogGroupName"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene("/shop", logging={"Ref": "Logs"}), id="the group it is told to use"),
        pytest.param(
            scene("/shop", subscribed={"Fn::Sub": "/aws/lambda/${Ship}"}), id="by the group's name"
        ),
    ],
)
def test_its_own_group_is_found(judge: Judge, resources: dict[str, Any]) -> None:
    assert len(judge(rule, resources)) == 1


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene("/shop"), id="another group"),
        pytest.param(scene(pattern="ERROR"), id="a pattern may leave its lines out"),
        pytest.param(scene(pattern=UNKNOWN), id="pattern unknown"),
        pytest.param(scene(UNKNOWN), id="name unknown"),
        pytest.param(scene(logging="/elsewhere"), id="it writes elsewhere"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
