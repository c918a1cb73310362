"""The alarms that tell of a release in production, as opposed to the one that stops a rollout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from aws_cdk import aws_cloudwatch as cloudwatch

from constructs_lib.monitoring import PERIOD_SECONDS, SCALING_MINUTES
from policies.domain import limits
from policies.domain.alarms import periods_to_see

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from constructs import Construct

    from constructs_lib.monitoring import Monitoring

_MILLISECONDS_PER_SECOND: Final = 1000
_PERCENT: Final = 100
_ONE_BAD_MINUTE: Final = 1
_MAXIMUM: Final = "Maximum"
_SUM: Final = "Sum"
_P99: Final = "p99"


class Watched(NamedTuple):
    """What the thresholds are shares of, and what there is to watch at all.

    Only the deployment may know the timeout. `reserved_concurrency` is None in this case too, and
    where the function shares what the account has.
    """

    timeout_seconds: int | None = None
    reserved_concurrency: int | None = None
    is_provisioned: bool = False
    has_destination: bool = False
    has_dead_letters: bool = False


class _Spec(NamedTuple):
    """One alarm: construct id, metric, and when it fires."""

    construct_id: str
    metric: str
    statistic: str
    threshold: float | None
    bad_minutes: int
    tells: str


def alarms_of_release(
    scope: Construct, monitoring: Monitoring, watched: Watched, *, function_name: str, alias: str
) -> dict[str, cloudwatch.CfnAlarm]:
    """The release is watched by these alarms from now on; the keys are the metrics."""
    dimensions = {"FunctionName": function_name, "Resource": f"{function_name}:{alias}"}
    told = _told(monitoring)
    return {
        spec.metric: _alarm(scope, told, watched, spec, dimensions, what=f"release {alias}")
        for spec in _of_release(monitoring, watched)
        if spec.threshold is not None
    }


def alarms_of_function(
    scope: Construct, monitoring: Monitoring, watched: Watched, *, function_name: str
) -> dict[str, cloudwatch.CfnAlarm]:
    """The whole function is watched by these alarms from now on; the keys are the metrics."""
    dimensions = {"FunctionName": function_name}
    told = _told(monitoring)
    return {
        spec.metric: _alarm(scope, told, watched, spec, dimensions, what="function")
        for spec in _of_function(monitoring, watched)
        if spec.threshold is not None
    }


def _of_release(monitoring: Monitoring, watched: Watched) -> Iterator[_Spec]:
    lasting = monitoring.bad_minutes
    share = monitoring.duration_percentage
    timeout = _milliseconds(watched.timeout_seconds)
    yield _Spec("ErrorsAlarm", "Errors", _SUM, monitoring.errors, lasting, "fails")
    yield _Spec("ThrottlesAlarm", "Throttles", _SUM, monitoring.throttles, lasting, "is throttled")
    yield _Spec(
        "DurationAlarm",
        "Duration",
        _P99,
        None if share is None or timeout is None else timeout * share / _PERCENT,
        lasting,
        f"takes {share} % of its timeout",
    )
    yield _Spec(
        "IteratorAgeAlarm",
        "IteratorAge",
        _MAXIMUM,
        _milliseconds(monitoring.iterator_age_seconds),
        lasting,
        "falls behind what it reads",
    )
    if watched.is_provisioned:
        yield _Spec(
            "SpilloverAlarm",
            "ProvisionedConcurrencySpilloverInvocations",
            _SUM,
            monitoring.spillover,
            lasting + SCALING_MINUTES,
            "needs more provisioned concurrency than it has",
        )
    if watched.has_destination:
        yield _Spec(
            "UndeliveredAlarm",
            "DestinationDeliveryFailures",
            _SUM,
            monitoring.undelivered_events,
            _ONE_BAD_MINUTE,
            "cannot send events to its destinations: they are lost",
        )


def _of_function(monitoring: Monitoring, watched: Watched) -> Iterator[_Spec]:
    yield _Spec(
        "ConcurrencyAlarm",
        "ConcurrentExecutions",
        _MAXIMUM,
        _share_of_reserved(monitoring, watched),
        monitoring.bad_minutes,
        f"uses {monitoring.concurrency_percentage} % of its reserved concurrency",
    )
    yield _Spec(
        "DroppedEventsAlarm",
        "AsyncEventsDropped",
        _SUM,
        monitoring.dropped_events,
        _ONE_BAD_MINUTE,
        "gives up on events of asynchronous calls",
    )
    if watched.has_dead_letters:
        yield _Spec(
            "DeadLettersAlarm",
            "DeadLetterErrors",
            _SUM,
            monitoring.undelivered_events,
            _ONE_BAD_MINUTE,
            "cannot send events to its dead-letter queue or topic: they are lost",
        )
    yield _Spec(
        "EventAgeAlarm",
        "AsyncEventAge",
        _MAXIMUM,
        _milliseconds(monitoring.event_age_seconds),
        monitoring.bad_minutes,
        "keeps events of asynchronous calls waiting",
    )


def _share_of_reserved(monitoring: Monitoring, watched: Watched) -> int | None:
    reserved, share = watched.reserved_concurrency, monitoring.concurrency_percentage
    if reserved is None or share is None:
        return None
    threshold = -(-reserved * share // _PERCENT)
    return threshold if threshold < reserved else None


def _milliseconds(seconds: int | None) -> int | None:
    return None if seconds is None else seconds * _MILLISECONDS_PER_SECOND


def _told(monitoring: Monitoring) -> list[str] | None:
    return None if monitoring.notify is None else [monitoring.notify.topic_arn]


def _alarm(
    scope: Construct,
    told: list[str] | None,
    watched: Watched,
    spec: _Spec,
    dimensions: Mapping[str, str],
    *,
    what: str,
) -> cloudwatch.CfnAlarm:
    is_percentile = spec.statistic == _P99
    return cloudwatch.CfnAlarm(
        scope,
        spec.construct_id,
        alarm_actions=told,
        ok_actions=told,
        alarm_description=f"{what} {spec.tells}",
        namespace="AWS/Lambda",
        metric_name=spec.metric,
        dimensions=[
            cloudwatch.CfnAlarm.DimensionProperty(name=name, value=value)
            for name, value in dimensions.items()
        ],
        statistic=None if is_percentile else spec.statistic,
        extended_statistic=spec.statistic if is_percentile else None,
        period=PERIOD_SECONDS,
        threshold=spec.threshold,
        comparison_operator="GreaterThanOrEqualToThreshold",
        datapoints_to_alarm=spec.bad_minutes,
        evaluation_periods=periods_to_see(
            spec.bad_minutes,
            period_seconds=PERIOD_SECONDS,
            timeout_seconds=watched.timeout_seconds or limits.FUNCTION_TIMEOUT.maximum or 0,
        ),
        treat_missing_data="notBreaching",
    )
