from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.scaling_from_zero import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


NOTHING = {"Ref": "AWS::NoValue"}


def scaled(minimum: Any, maximum: Any, actions: Any = NOTHING) -> dict[str, Any]:
    properties = {
        "ServiceNamespace": "lambda",
        "ScalableDimension": "lambda:function:ProvisionedConcurrency",
        "ResourceId": {"Fn::Sub": "function:${Quote}:live"},
        "MinCapacity": minimum,
        "MaxCapacity": maximum,
        "ScheduledActions": actions,
    }
    scalable = "AWS::ApplicationAutoScaling::ScalableTarget"
    return {"Type": scalable, "Properties": properties}


def resources(scalable: Any, amount: Any = None, metric: str = "Lambda") -> dict[str, Any]:
    config = NOTHING if amount is None else {"ProvisionedConcurrentExecutions": amount}
    alias = {
        "FunctionName": {"Ref": "Quote"},
        "Name": "live",
        "ProvisionedConcurrencyConfig": config,
    }
    predefined = {"PredefinedMetricType": f"{metric}ProvisionedConcurrencyUtilization"}
    policy = {
        "ScalingTargetId": {"Ref": "Scaling"},
        "TargetTrackingScalingPolicyConfiguration": {"PredefinedMetricSpecification": predefined},
    }
    return {
        "Quote": {"Type": "AWS::Lambda::Function"},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": alias},
        "Scaling": scalable,
        "Tracking": {"Type": "AWS::ApplicationAutoScaling::ScalingPolicy", "Properties": policy},
    }


def test_nothing_is_ever_measured_of_nothing(judge: Judge) -> None:
    [finding] = judge(rule, resources(scaled(0, 20)))

    assert finding.message == (
        "scaling by utilization must start from 1 or more, got a minimum of 0 and nothing "
        "provisioned on Live"
    )
    assert finding.fix == (
        "set MinCapacity to 1 or more, or a first ProvisionedConcurrencyConfig on the alias"
    )
    assert finding.at == "MinCapacity"
    assert finding.resource.logical_id == "Scaling"


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(resources(scaled(1, 20)), id="a minimum of 1"),
        pytest.param(resources(scaled({"Ref": "Unknown"}, 20)), id="minimum unknown"),
        pytest.param(resources(scaled(0, 20), 5), id="a first amount"),
        pytest.param(resources(scaled(0, 20), {"Ref": "Unknown"}), id="an unknown amount"),
        pytest.param(resources(scaled(0, 20, [{}])), id="a schedule starts it"),
        pytest.param(resources(scaled(0, 20), metric="SageMakerVariant"), id="another metric"),
        pytest.param(resources({"Type": "AWS::SQS::Queue"}), id="scales nothing"),
    ],
)
def test_silent(judge: Judge, found: dict[str, Any]) -> None:
    assert judge(rule, found) == []
