from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.snapstart_with_provisioned_concurrency import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

VERSION = {"Fn::GetAtt": ["BillingVersion", "Version"]}


def billing(
    version_provisions: Any = None, apply_on: Any = "PublishedVersions", **resources: Any
) -> dict[str, Any]:
    """A function with SnapStart, a version of it, and what else there is."""
    properties = {"Runtime": "java21", "SnapStart": {"ApplyOn": apply_on}}
    version = {"FunctionName": {"Ref": "Billing"}, **provision(version_provisions)}
    return {
        "Billing": {"Type": "AWS::Lambda::Function", "Properties": properties},
        "BillingVersion": {"Type": "AWS::Lambda::Version", "Properties": version},
        **resources,
    }


def provision(amount: Any) -> dict[str, Any]:
    config = {"ProvisionedConcurrentExecutions": amount}
    return {} if amount is None else {"ProvisionedConcurrencyConfig": config}


def alias(amount: Any = None, version: Any = VERSION) -> dict[str, Any]:
    properties = {
        "FunctionName": {"Ref": "Billing"},
        "FunctionVersion": version,
        "Name": "live",
        **provision(amount),
    }
    return {"Type": "AWS::Lambda::Alias", "Properties": properties}


def scaled(minimum: Any, qualifier: str = "live") -> dict[str, Any]:
    properties = {
        "ScalableDimension": "lambda:function:ProvisionedConcurrency",
        "ResourceId": {"Fn::Sub": f"function:${{Billing}}:{qualifier}"},
        "MinCapacity": minimum,
    }
    return {"Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties": properties}


def test_an_alias_of_a_version_with_snapstart_is_not_provisioned(judge: Judge) -> None:
    [finding] = judge(rule, billing(Live=alias(5)))

    assert finding.message == (
        "provisioned concurrency must not be set on a version with SnapStart, got 5 on Billing"
    )
    assert finding.fix == "drop it, or drop SnapStart from Billing"
    assert finding.at == "ProvisionedConcurrencyConfig"
    assert finding.resource.logical_id == "Live"


def test_a_version_is_not_provisioned_itself(judge: Judge) -> None:
    [finding] = judge(rule, billing(version_provisions="2"))

    assert finding.resource.logical_id == "BillingVersion"


def test_scaling_provisions_too(judge: Judge) -> None:
    [finding] = judge(rule, billing(Live=alias(), Scaled=scaled(3)))

    assert "got 3 on Billing" in finding.message
    assert finding.at == "MinCapacity"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(billing(), id="nothing provisioned"),
        pytest.param(billing(Live=alias()), id="an alias without"),
        pytest.param(billing(Live=alias(5), apply_on="None"), id="SnapStart turned off"),
        pytest.param(billing(Live=alias(5), apply_on={"Ref": "Unknown"}), id="SnapStart unknown"),
        pytest.param(billing(Live=alias({"Ref": "Unknown"})), id="an amount that is not known"),
        pytest.param(billing(Live=alias(5, "7")), id="a version published some time before"),
        pytest.param(billing(Live=alias(5, "$LATEST")), id="$LATEST, which another rule tells"),
        pytest.param(billing(Live=alias(), Scaled=scaled(0)), id="scaled down to none"),
        pytest.param(billing(Scaled=scaled(3, "7")), id="scaling of a version from before"),
        pytest.param({"Live": alias(5)}, id="of a function nobody knows"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
