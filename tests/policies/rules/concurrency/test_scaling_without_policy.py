from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.scaling_without_policy import check as rule

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


def policy(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::ApplicationAutoScaling::ScalingPolicy", "Properties": properties}


def test_bounds_alone_scale_nothing(judge: Judge) -> None:
    [finding] = judge(rule, {"Scaling": scaled(5, 20)})

    assert finding.message == (
        "scaling from 5 to 20 must have a policy or a scheduled action, got neither"
    )
    assert finding.fix == (
        "add an AWS::ApplicationAutoScaling::ScalingPolicy with ScalingTargetId: !Ref Scaling"
    )
    assert finding.at == "MaxCapacity"


def test_the_policy_of_another_target_does_not_help(judge: Judge) -> None:
    other = scaled(1, 2)
    other["Properties"]["ResourceId"] = "function:other:live"
    resources = {
        "Scaling": scaled(5, 20),
        "Other": other,
        "Policy": policy(ScalingTargetId={"Ref": "Other"}),
    }

    [finding] = judge(rule, resources)

    assert finding.resource.logical_id == "Scaling"


@pytest.mark.parametrize(
    ("scalable", "tracking"),
    [
        pytest.param(scaled(5, 20), {"ScalingTargetId": {"Ref": "Scaling"}}, id="a policy"),
        pytest.param(
            scaled(5, 20),
            {
                "ScalableDimension": "lambda:function:ProvisionedConcurrency",
                "ResourceId": {"Fn::Sub": "function:${Quote}:live"},
            },
            id="a policy by resource id",
        ),
        pytest.param(scaled(5, 20), {"ScalingTargetId": {"Ref": "Unknown"}}, id="perhaps a policy"),
        pytest.param(scaled(5, 20), {"ResourceId": {"Ref": "Unknown"}}, id="of who knows what"),
        pytest.param(scaled(5, 20, [{"ScheduledActionName": "morning"}]), {}, id="a schedule"),
        pytest.param(scaled(5, 20, {"Ref": "Unknown"}), {}, id="perhaps a schedule"),
        pytest.param(scaled(5, 5), {}, id="nothing to scale"),
        pytest.param(scaled(5, {"Ref": "Unknown"}), {}, id="maximum unknown"),
    ],
)
def test_silent(judge: Judge, scalable: dict[str, Any], tracking: dict[str, Any]) -> None:
    quote = {"Type": "AWS::Lambda::Function"}

    assert judge(rule, {"Quote": quote, "Scaling": scalable, "P": policy(**tracking)}) == []
