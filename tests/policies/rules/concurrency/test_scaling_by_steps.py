from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.scaling_by_steps import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scaled(resource_id: Any, **properties: Any) -> dict[str, Any]:
    said = {
        "ServiceNamespace": "lambda",
        "ScalableDimension": "lambda:function:ProvisionedConcurrency",
        "ResourceId": resource_id,
        "MinCapacity": 5,
        "MaxCapacity": 5,
        **properties,
    }
    kind = "AWS::ApplicationAutoScaling::ScalableTarget"
    return {"Scaling": {"Type": kind, "Properties": said}}


def policy(kind: Any, **properties: Any) -> dict[str, Any]:
    said = {"PolicyType": kind, "ScalingTargetId": {"Ref": "Scaling"}, **properties}
    return {"Policy": {"Type": "AWS::ApplicationAutoScaling::ScalingPolicy", "Properties": said}}


def test_lambda_knows_no_steps(judge: Judge) -> None:
    [finding] = judge(rule, scaled("function:bill:live") | policy("StepScaling"))

    assert finding.message == (
        "policy of provisioned concurrency must be TargetTrackingScaling, got StepScaling"
    )
    assert finding.fix == (
        "set PolicyType to TargetTrackingScaling, with a TargetTrackingScalingPolicyConfiguration"
    )
    assert finding.at == "PolicyType"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(
            scaled("function:bill:live") | policy("TargetTrackingScaling"), id="a target tracked"
        ),
        pytest.param(scaled("function:bill:live") | policy(UNKNOWN), id="unknown"),
        pytest.param(
            scaled("service/shop/web", ScalableDimension="ecs:service:DesiredCount")
            | policy("StepScaling"),
            id="another service",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
