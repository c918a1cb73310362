from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.scaling_target_malformed import check as rule

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


@pytest.mark.parametrize(
    ("properties", "message", "at"),
    [
        (
            {"ResourceId": "arn:aws:lambda:eu-west-1:123456789012:function:bill:live"},
            "resource id must be function:NAME:ALIAS, got an ARN",
            "ResourceId",
        ),
        (
            {"ResourceId": "bill:live"},
            "resource id must be function:NAME:ALIAS, got bill",
            "ResourceId",
        ),
        (
            {"ScalableDimension": "lambda:function:ReservedConcurrency"},
            (
                "property ScalableDimension must be lambda:function:ProvisionedConcurrency for "
                "provisioned concurrency, got lambda:function:ReservedConcurrency"
            ),
            "ScalableDimension",
        ),
        (
            {"ServiceNamespace": "ecs"},
            "property ServiceNamespace must be lambda for provisioned concurrency, got ecs",
            "ServiceNamespace",
        ),
    ],
)
def test_another_form_is_refused(
    judge: Judge, properties: dict[str, Any], message: str, at: str
) -> None:
    [finding] = judge(rule, scaled("function:bill:live", **properties))

    assert finding.message == message
    assert finding.at == at


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scaled("function:bill:live"), id="as it is named"),
        pytest.param(scaled({"Fn::Sub": "function:${Unknown}:live"}), id="a name unknown"),
        pytest.param(scaled(UNKNOWN), id="unknown"),
        pytest.param(
            scaled("function:bill:live", ServiceNamespace=UNKNOWN), id="a namespace unknown"
        ),
        pytest.param(
            scaled(
                "service/shop/web",
                ServiceNamespace="ecs",
                ScalableDimension="ecs:service:DesiredCount",
            ),
            id="another service",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
