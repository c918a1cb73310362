"""The alarm that stops a rollout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_cloudwatch as cloudwatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_lambda as lambda_

    from constructs_lib.alarm_policy import AlarmPolicy


def errors_of_new_version(
    alias: lambda_.Alias,
    policy: AlarmPolicy,
    *,
    alias_name: str,
    function_name: str,
    version: str,
    actions: Sequence[str],
) -> cloudwatch.CfnAlarm:
    """An alarm on the errors of one version, as far as it is called by the alias.

    Args:
        alias: What the alarm is part of.
        policy: When it fires.
        alias_name: The alias's name.
        function_name: The function's name.
        version: The number of the version being released.
        actions: The ARNs of what is told when it fires.
    """
    # Lambda publishes per version only under all three dimensions. They name the alias instead of
    # referring to it: the alias itself waits for the deployment group, and that for us.
    dimensions = {
        "ExecutedVersion": version,
        "FunctionName": function_name,
        "Resource": f"{function_name}:{alias_name}",
    }
    # An L2 alarm asks for a metric object first: a round trip for each release.
    return cloudwatch.CfnAlarm(
        alias,
        "Errors",
        alarm_description=f"the version being released to {alias_name} fails: roll it back",
        namespace="AWS/Lambda",
        metric_name="Errors",
        dimensions=[
            cloudwatch.CfnAlarm.DimensionProperty(name=name, value=value)
            for name, value in dimensions.items()
        ],
        statistic="Sum",
        period=policy.PERIOD_SECONDS,
        threshold=policy.errors,
        comparison_operator="GreaterThanOrEqualToThreshold",
        datapoints_to_alarm=policy.datapoints_to_alarm,
        evaluation_periods=policy.evaluation_periods,
        treat_missing_data="notBreaching",
        alarm_actions=list(actions) or None,
    )
