from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.scaling_minimum_above_maximum import check as rule

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


def test_the_bounds_must_not_cross(judge: Judge) -> None:
    [finding] = judge(rule, {"Scaling": scaled(20, 19)})

    assert finding.message == "minimum capacity must be at most the maximum of 19, got 20"
    assert finding.fix == "set MinCapacity to 19 or less, or MaxCapacity to 20 or more"
    assert finding.at == "MinCapacity"


def test_nor_must_those_of_a_scheduled_action(judge: Judge) -> None:
    [finding] = judge(rule, {"Scaling": scaled(1, 20, [action(1, 1), action(5, 2)])})

    assert finding.at == "ScheduledActions.1.ScalableTargetAction.MinCapacity"


@pytest.mark.parametrize(
    ("minimum", "maximum", "actions"),
    [
        pytest.param(20, 20, NOTHING, id="the same"),
        pytest.param(20, {"Ref": "Unknown"}, NOTHING, id="maximum unknown"),
        pytest.param({"Ref": "Unknown"}, 1, NOTHING, id="minimum unknown"),
        pytest.param(1, 20, [action(30, NOTHING)], id="an action that moves one bound only"),
        pytest.param(1, 20, {"Ref": "Unknown"}, id="actions unknown"),
    ],
)
def test_silent(judge: Judge, minimum: Any, maximum: Any, actions: Any) -> None:
    assert judge(rule, {"Scaling": scaled(minimum, maximum, actions)}) == []


def test_a_table_is_not_lambdas(judge: Judge) -> None:
    table = scaled(20, 10)
    table["Properties"]["ScalableDimension"] = "dynamodb:table:ReadCapacityUnits"

    assert judge(rule, {"Scaling": table}) == []
