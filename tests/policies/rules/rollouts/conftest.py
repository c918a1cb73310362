"""A function whose alias CodeDeploy shifts, with an alarm: what the rollout rules judge."""

from __future__ import annotations

from typing import Any, Protocol

import pytest

CANARY = "CodeDeployDefault.LambdaCanary10Percent5Minutes"


class Release(Protocol):
    """Makes the resources of a release; what is given replaces properties, None removes them."""

    def __call__(
        self,
        config: Any = CANARY,
        *,
        group: dict[str, Any] | None = None,
        alarm: dict[str, Any] | None = None,
        alias: dict[str, Any] | None = None,
        update: dict[str, Any] | None = None,
        more: dict[str, Any] | None = None,
    ) -> dict[str, Any]: ...


def _replaced(properties: dict[str, Any], others: dict[str, Any] | None) -> dict[str, Any]:
    merged = {**properties, **(others or {})}
    return {name: value for name, value in merged.items() if value is not None}


@pytest.fixture
def release() -> Release:
    """A release whose rollout is as careful as it can be."""

    def made(
        config: Any = CANARY,
        *,
        group: dict[str, Any] | None = None,
        alarm: dict[str, Any] | None = None,
        alias: dict[str, Any] | None = None,
        update: dict[str, Any] | None = None,
        more: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        version = {"FunctionName": {"Ref": "Bill"}}
        live = {**version, "FunctionVersion": {"Fn::GetAtt": ["V1", "Version"]}, "Name": "live"}
        shift = {
            "ApplicationName": {"Ref": "Releases"},
            "ServiceRoleArn": "arn:aws:iam::123456789012:role/releases",
            "DeploymentConfigName": config,
            "AlarmConfiguration": {"Enabled": True, "Alarms": [{"Name": {"Ref": "BillErrors"}}]},
            "AutoRollbackConfiguration": {
                "Enabled": True,
                "Events": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"],
            },
        }
        errors = {
            "Namespace": "AWS/Lambda",
            "MetricName": "Errors",
            "Dimensions": [
                {"Name": "FunctionName", "Value": {"Ref": "Bill"}},
                {"Name": "Resource", "Value": {"Fn::Sub": "${Bill}:live"}},
            ],
            "Statistic": "Sum",
            "Period": 60,
            "EvaluationPeriods": 1,
            "Threshold": 1,
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "TreatMissingData": "notBreaching",
        }
        through = {
            "ApplicationName": {"Ref": "Releases"},
            "DeploymentGroupName": {"Ref": "Shift"},
        }
        return {
            "Bill": {"Type": "AWS::Lambda::Function"},
            "V1": {"Type": "AWS::Lambda::Version", "Properties": version},
            "Live": {
                "Type": "AWS::Lambda::Alias",
                "Properties": _replaced(live, alias),
                "UpdatePolicy": {"CodeDeployLambdaAliasUpdate": _replaced(through, update)},
            },
            "Releases": {
                "Type": "AWS::CodeDeploy::Application",
                "Properties": {"ComputePlatform": "Lambda"},
            },
            "Shift": {
                "Type": "AWS::CodeDeploy::DeploymentGroup",
                "Properties": _replaced(shift, group),
            },
            "BillErrors": {
                "Type": "AWS::CloudWatch::Alarm",
                "Properties": _replaced(errors, alarm),
            },
            **(more or {}),
        }

    return made
