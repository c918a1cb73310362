from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.provisioned_concurrency_scaled_to_zero import check as rule

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


def resources(amount: Any, scalable: Any) -> dict[str, Any]:
    properties = {
        "FunctionName": {"Ref": "Quote"},
        "Name": "live",
        "ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": amount},
    }
    return {
        "Quote": {"Type": "AWS::Lambda::Function"},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": properties},
        "Scaling": scalable,
    }


def test_a_schedule_must_leave_what_cloudformation_looks_for(judge: Judge) -> None:
    [finding] = judge(rule, resources(5, scaled(1, 20, [action(5, 20), action(0, 0)])))

    assert finding.message == (
        "scaling must leave 1 or more of the provisioned concurrency that Live sets, got a "
        "maximum of 0"
    )
    assert finding.fix == (
        "set MaxCapacity and MinCapacity to 1 or more, or drop the alias' "
        "ProvisionedConcurrencyConfig"
    )
    assert finding.at == "ScheduledActions.1.ScalableTargetAction.MaxCapacity"
    assert finding.resource.logical_id == "Scaling"


def test_so_must_the_bounds_themselves(judge: Judge) -> None:
    [finding] = judge(rule, resources(5, scaled(0, 0)))

    assert finding.at == "MaxCapacity"


@pytest.mark.parametrize(
    ("amount", "scalable"),
    [
        pytest.param(5, scaled(1, 20, [action(1, 1)]), id="one is left"),
        pytest.param(5, scaled(0, 20, [action(0, 5)]), id="a minimum alone takes nothing away"),
        pytest.param(5, scaled(1, 20, [action(0, {"Ref": "Unknown"})]), id="maximum unknown"),
        pytest.param(NOTHING, scaled(1, 20, [action(0, 0)]), id="nothing fixed to look for"),
        pytest.param({"Ref": "Unknown"}, scaled(1, 20, [action(0, 0)]), id="amount unknown"),
        pytest.param(5, scaled(0, 0, Condition="Perhaps"), id="perhaps never scaled"),
        pytest.param(5, {"Type": "AWS::SQS::Queue"}, id="not scaled"),
    ],
)
def test_silent(judge: Judge, amount: Any, scalable: Any) -> None:
    assert judge(rule, resources(amount, scalable), Conditions=CONDITIONS) == []
