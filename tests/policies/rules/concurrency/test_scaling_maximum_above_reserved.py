from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.scaling_maximum_above_reserved import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
NOTHING = {"Ref": "AWS::NoValue"}


def scaled(minimum: Any, maximum: Any, actions: Any = NOTHING, **attributes: Any) -> dict[str, Any]:
    properties = {
        "ServiceNamespace": "lambda",
        "ScalableDimension": "lambda:function:ProvisionedConcurrency",
        "ResourceId": {"Fn::Sub": "function:${Quote}:live"},
        "MinCapacity": minimum,
        "MaxCapacity": maximum,
        "ScheduledActions": actions,
    }
    scalable = "AWS::ApplicationAutoScaling::ScalableTarget"
    return {"Type": scalable, "Properties": properties, **attributes}


def action(minimum: Any, maximum: Any) -> dict[str, Any]:
    return {"ScalableTargetAction": {"MinCapacity": minimum, "MaxCapacity": maximum}}


def resources(reserved: Any, scalable: Any) -> dict[str, Any]:
    function = {"ReservedConcurrentExecutions": reserved}
    return {
        "Quote": {"Type": "AWS::Lambda::Function", "Properties": function},
        "Scaling": scalable,
    }


def test_a_maximum_must_be_one_that_the_function_can_have(judge: Judge) -> None:
    [finding] = judge(rule, resources(20, scaled(5, 21)))

    assert finding.message == "maximum capacity must be at most the 20 that Quote reserves, got 21"
    assert finding.fix == "set MaxCapacity to 20 or less, or reserve 21 or more"
    assert finding.at == "MaxCapacity"
    assert finding.resource.logical_id == "Scaling"


def test_so_must_that_of_a_scheduled_action(judge: Judge) -> None:
    [finding] = judge(rule, resources(20, scaled(5, 20, [action(5, 50)])))

    assert finding.at == "ScheduledActions.0.ScalableTargetAction.MaxCapacity"


@pytest.mark.parametrize(
    ("reserved", "scalable"),
    [
        pytest.param(20, scaled(5, 20), id="exactly what is reserved"),
        pytest.param(20, scaled(5, {"Ref": "Unknown"}), id="maximum unknown"),
        pytest.param(20, scaled(30, 50), id="the minimum is too much, which its own rule tells"),
        pytest.param(0, scaled(0, 50), id="switched off, which its own rule tells"),
        pytest.param({"Ref": "Unknown"}, scaled(5, 50), id="reservation unknown"),
        pytest.param(NOTHING, scaled(5, 50), id="nothing reserved"),
    ],
)
def test_silent(judge: Judge, reserved: Any, scalable: Any) -> None:
    assert judge(rule, resources(reserved, scalable)) == []


def test_a_function_that_nobody_knows_may_reserve_more(judge: Judge) -> None:
    elsewhere = scaled(5, 50)
    elsewhere["Properties"]["ResourceId"] = "function:elsewhere:live"

    assert judge(rule, resources(20, elsewhere)) == []
