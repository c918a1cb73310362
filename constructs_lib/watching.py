"""How a function and its releases come by what their monitoring asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from constructs_lib.dashboard import comparing_dashboard
from constructs_lib.errors import require_type
from constructs_lib.monitoring import Monitoring
from constructs_lib.monitoring_alarms import Watched, alarms_of_function, alarms_of_release
from constructs_lib.saved_queries import save_queries

if TYPE_CHECKING:
    from aws_cdk import aws_cloudwatch as cloudwatch
    from aws_cdk import aws_logs as logs

    from constructs_lib.existing_function import Releasable
    from constructs_lib.function import VersionedFunction
    from constructs_lib.release import Release


class FunctionMonitors(NamedTuple):
    """What watches a function as a whole.

    Attributes:
        alarms: Its alarms, by their metrics.
        dashboard: The page that compares its releases and versions, where it was asked for.
        saved_queries: What CloudWatch Logs Insights offers of it.
    """

    alarms: dict[str, cloudwatch.CfnAlarm]
    dashboard: cloudwatch.CfnDashboard | None
    saved_queries: list[logs.CfnQueryDefinition]


def require_monitoring(monitoring: Monitoring | None) -> None:
    """There is a way to watch, or none.

    Raises:
        ConstructError: It is no Monitoring.
    """
    if monitoring is not None:
        require_type("monitoring", monitoring, Monitoring, "a Monitoring such as Monitoring()")


def watch_function(
    function: VersionedFunction,
    monitoring: Monitoring | None,
    *,
    reserved_concurrency: int | None,
    has_dead_letters: bool,
) -> FunctionMonitors | None:
    """The function is watched from now on, unless nobody asked for it."""
    if monitoring is None:
        return None
    name, _ = function.names
    log_group_name = (
        function.log_group.log_group_name
        if monitoring.dashboard or monitoring.saved_queries
        else ""
    )
    watched = Watched(
        timeout_seconds=function.timeout_seconds,
        reserved_concurrency=reserved_concurrency if type(reserved_concurrency) is int else None,
        has_dead_letters=has_dead_letters,
    )
    return FunctionMonitors(
        alarms=alarms_of_function(function, monitoring, watched, function_name=name),
        dashboard=comparing_dashboard(function, function_name=name, log_group_name=log_group_name)
        if monitoring.dashboard
        else None,
        saved_queries=save_queries(function, function_name=name, log_group_name=log_group_name)
        if monitoring.saved_queries
        else [],
    )


def watch_release(
    function: Releasable,
    release: Release,
    monitoring: Monitoring | None,
    *,
    is_provisioned: bool,
    has_destination: bool,
) -> dict[str, cloudwatch.CfnAlarm]:
    """The release is watched from now on, its own way or else its function's."""
    monitoring = monitoring or function.monitoring
    if monitoring is None or not monitoring.has_alarms:
        return {}
    name, _ = function.names
    watched = Watched(
        timeout_seconds=function.timeout_seconds,
        is_provisioned=is_provisioned,
        has_destination=has_destination,
    )
    return alarms_of_release(
        release.alias, monitoring, watched, function_name=name, alias=release.name
    )
