from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.provisioned_concurrency_outside_scaling import check as rule

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


@pytest.mark.parametrize(("amount", "wanted"), [(21, 20), (4, 5)])
def test_an_amount_must_be_one_that_the_scaling_allows(
    judge: Judge, amount: int, wanted: int
) -> None:
    [finding] = judge(rule, resources(amount, scaled(5, 20)))

    assert finding.message == (
        f"provisioned concurrency must be within the 5 to 20 of its scaling (Scaling), got {amount}"
    )
    assert finding.fix == (
        f"set ProvisionedConcurrentExecutions to {wanted}, or the scaling to what you mean"
    )
    assert finding.at == "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions"
    assert finding.resource.logical_id == "Live"


@pytest.mark.parametrize(
    ("amount", "scalable"),
    [
        pytest.param(5, scaled(5, 20), id="the minimum"),
        pytest.param(20, scaled(5, 20), id="the maximum"),
        pytest.param(50, scaled(5, {"Ref": "Unknown"}), id="maximum unknown"),
        pytest.param({"Ref": "Unknown"}, scaled(5, 20), id="amount unknown"),
        pytest.param(NOTHING, scaled(5, 20), id="nothing fixed"),
        pytest.param(50, scaled(20, 5), id="crossed bounds, which their own rule tells"),
        pytest.param(50, scaled(0, 0), id="no capacity at all, which its own rule tells"),
        pytest.param(50, scaled(5, 20, Condition="Perhaps"), id="perhaps never scaled"),
        pytest.param(50, {"Type": "AWS::SQS::Queue"}, id="not scaled"),
    ],
)
def test_silent(judge: Judge, amount: Any, scalable: Any) -> None:
    assert judge(rule, resources(amount, scalable), Conditions=CONDITIONS) == []
