"""The alarm that stops a rollout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import Annotations
from aws_cdk import aws_cloudwatch as cloudwatch

from constructs_lib.alarm_policy import AlarmPolicy
from constructs_lib.errors import require_type
from policies.domain.rollouts import AllAtOnce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_lambda as lambda_

    from policies.domain.rollouts import Strategy


def alarm_in_time(alarm: AlarmPolicy | None, strategy: Strategy) -> AlarmPolicy | None:
    """The alarm that stops the rollout: the one asked for, the default one, or none all at once.

    Raises:
        ConstructError: It is none, or the rollout is over before it can be relied on.
    """
    if alarm is None and isinstance(strategy, AllAtOnce):
        return None
    alarm = AlarmPolicy() if alarm is None else alarm
    require_type("alarm", alarm, AlarmPolicy, "an AlarmPolicy such as AlarmPolicy(errors=3)")
    alarm.require_in_time(strategy)
    return alarm


def tell_of_unseen_hangs(
    alias: lambda_.Alias, alarm: AlarmPolicy, strategy: Strategy, timeout_seconds: int | None
) -> None:
    """Whoever synthesizes the app is warned when the alarm misses what hangs until the timeout.

    No more than that: the alarm still sees whatever fails sooner, which most faults do.
    """
    if timeout_seconds is None:
        return
    window = alarm.window(timeout_seconds)
    problem = window.hang_shortfall_for(strategy, timeout_seconds=timeout_seconds)
    if problem is not None:
        Annotations.of(alias).add_warning_v2("keel:unseen-hangs", problem)


def errors_of_new_version(
    alias: lambda_.Alias,
    policy: AlarmPolicy,
    *,
    alias_name: str,
    function_name: str,
    version: str,
    timeout_seconds: int | None,
    actions: Sequence[str],
) -> cloudwatch.CfnAlarm:
    """An alarm on the errors of one version, as far as it is called by the alias.

    Args:
        alias: What the alarm is part of.
        policy: When it fires.
        alias_name: The alias's name.
        function_name: The function's name.
        version: The number of the version being released.
        timeout_seconds: The function's timeout, as far as it is known.
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
        evaluation_periods=policy.window(timeout_seconds).evaluation_periods,
        treat_missing_data="notBreaching",
        alarm_actions=list(actions) or None,
    )
