"""A function with an alias and an alarm on it: what the rules about alarms judge."""

from __future__ import annotations

from typing import Any, Protocol

import pytest


class WithAlarm(Protocol):
    """Makes a function `Bill`, its alias and an alarm; what is given replaces its properties."""

    def __call__(
        self,
        *,
        dimensions: dict[str, Any] | None = None,
        function: dict[str, Any] | None = None,
        more: dict[str, Any] | None = None,
        **alarm: Any,
    ) -> dict[str, Any]: ...


@pytest.fixture
def with_alarm() -> WithAlarm:
    """An alarm on the errors of a function, as it should be."""

    def made(
        *,
        dimensions: dict[str, Any] | None = None,
        function: dict[str, Any] | None = None,
        more: dict[str, Any] | None = None,
        **alarm: Any,
    ) -> dict[str, Any]:
        named = {"FunctionName": {"Ref": "Bill"}} if dimensions is None else dimensions
        errors = {
            "Namespace": "AWS/Lambda",
            "MetricName": "Errors",
            "Dimensions": [{"Name": name, "Value": value} for name, value in named.items()],
            "Statistic": "Sum",
            "Period": 60,
            "EvaluationPeriods": 3,
            "Threshold": 1,
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "TreatMissingData": "notBreaching",
            "AlarmActions": ["arn:aws:sns:eu-west-1:123456789012:on-call"],
            **alarm,
        }
        properties = {name: value for name, value in errors.items() if value is not None}
        version = {"FunctionName": {"Ref": "Bill"}}
        live = {**version, "FunctionVersion": {"Fn::GetAtt": ["V1", "Version"]}, "Name": "live"}
        return {
            "Bill": {"Type": "AWS::Lambda::Function", "Properties": function or {}},
            "V1": {"Type": "AWS::Lambda::Version", "Properties": version},
            "Live": {"Type": "AWS::Lambda::Alias", "Properties": live},
            "Alarm": {"Type": "AWS::CloudWatch::Alarm", "Properties": properties},
            **(more or {}),
        }

    return made


@pytest.fixture
def query() -> Any:
    """A metric as metric math names it."""

    def made(name: str = "Errors", stat: str = "Sum", period: Any = 60) -> dict[str, Any]:
        dimension = {"Name": "FunctionName", "Value": {"Ref": "Bill"}}
        metric = {"Namespace": "AWS/Lambda", "MetricName": name, "Dimensions": [dimension]}
        return {"Id": "m", "MetricStat": {"Metric": metric, "Period": period, "Stat": stat}}

    return made
