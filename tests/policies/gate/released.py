"""A release as plain data, for tests to change."""

from __future__ import annotations

import copy
from typing import Any

VERSION = {"Fn::GetAtt": ["Version", "Version"]}
_RESOURCES: dict[str, Any] = {
    "Bill": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "bill"}},
    "Version": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Bill"}}},
    "Live": {
        "Type": "AWS::Lambda::Alias",
        "Properties": {
            "Name": "live",
            "FunctionName": {"Ref": "Bill"},
            "FunctionVersion": VERSION,
        },
        "UpdatePolicy": {
            "CodeDeployLambdaAliasUpdate": {
                "ApplicationName": "releases",
                "DeploymentGroupName": {"Ref": "Shift"},
            }
        },
    },
    "Shift": {
        "Type": "AWS::CodeDeploy::DeploymentGroup",
        "Properties": {
            "DeploymentConfigName": "CodeDeployDefault.LambdaCanary10Percent5Minutes",
            "AlarmConfiguration": {"Enabled": True, "Alarms": [{"Name": {"Ref": "Errors"}}]},
            "AutoRollbackConfiguration": {
                "Enabled": True,
                "Events": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"],
            },
        },
    },
    "Errors": {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "Namespace": "AWS/Lambda",
            "MetricName": "Errors",
            "Dimensions": [
                {"Name": "FunctionName", "Value": {"Ref": "Bill"}},
                {"Name": "Resource", "Value": {"Fn::Sub": "${Bill}:live"}},
                {"Name": "ExecutedVersion", "Value": VERSION},
            ],
            "Statistic": "Sum",
            "Period": 60,
            "EvaluationPeriods": 5,
            "DatapointsToAlarm": 1,
            "Threshold": 1,
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "TreatMissingData": "notBreaching",
        },
    },
}


def resources(**changes: Any) -> dict[str, Any]:
    """The release; `Errors__Period=None` takes a property away, `Errors={...}` a resource over."""
    found = copy.deepcopy(_RESOURCES)
    for place, value in changes.items():
        owner, _, name = place.partition("__")
        if not name:
            found[owner] = value
        elif value is None:
            del found[owner]["Properties"][name]
        else:
            found[owner]["Properties"][name] = value
    return found


def alarm(**changes: Any) -> dict[str, Any]:
    """The alarm of the release, changed."""
    changed = resources(**{f"Errors__{name}": value for name, value in changes.items()})
    return {**changed["Errors"]}
