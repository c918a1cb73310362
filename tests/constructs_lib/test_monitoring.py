from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import Duration, Token
from aws_cdk import aws_lambda as lambda_
from aws_cdk.aws_sns import Topic
from aws_cdk.aws_sqs import Queue

from constructs_lib import (
    AsyncInvocation,
    ConstructError,
    Monitoring,
    Provisioned,
    Release,
    Rollout,
)
from policies.domain.lambda_metrics import highest_value
from policies.domain.limits import ALIAS_METRICS, LAMBDA_METRICS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aws_cdk import Stack

    from constructs_lib import VersionedFunction

    MakeFunction = Callable[..., VersionedFunction]
    Resources = Callable[[str], Mapping[str, Any]]

ALARM = "AWS::CloudWatch::Alarm"
AT_ONCE = Rollout.all_at_once()  # whose releases have no alarm of their own


@pytest.fixture
def alarms(resources: Resources) -> Callable[[], dict[str, Any]]:
    """The alarms of the stack by their metrics, of which there is one each."""

    def by_metric() -> dict[str, Any]:
        found = resources(ALARM).values()
        named = {alarm["MetricName"]: alarm for alarm in found}
        assert len(named) == len(found)
        return named

    return by_metric


def test_nothing_is_watched_unless_asked_for(
    make_function: MakeFunction, resources: Resources
) -> None:
    function = make_function()
    release = function.release("live", rollout=AT_ONCE)

    assert function.monitors is None
    assert release.monitoring_alarms == {}
    assert resources(ALARM) == {}
    assert resources("AWS::CloudWatch::Dashboard") == {}
    assert resources("AWS::Logs::QueryDefinition") == {}


def test_a_release_is_watched_as_its_function_says(
    make_function: MakeFunction, alarms: Callable[[], dict[str, Any]]
) -> None:
    function = make_function(monitoring=Monitoring(errors=7))
    release = function.release("live", rollout=AT_ONCE)

    assert release.monitoring_alarms.keys() == {"Errors", "Throttles", "Duration"}
    assert alarms()["Errors"]["Threshold"] == 7


def test_a_release_is_watched_its_own_way_where_it_says_so(
    make_function: MakeFunction, alarms: Callable[[], dict[str, Any]]
) -> None:
    function = make_function(monitoring=Monitoring(errors=7))
    function.release("live", rollout=AT_ONCE, monitoring=Monitoring(errors=3, throttles=None))

    assert alarms()["Errors"]["Threshold"] == 3
    assert "Throttles" not in alarms()


def test_a_release_without_alarms_has_none(
    make_function: MakeFunction, resources: Resources
) -> None:
    function = make_function(monitoring=Monitoring(dropped_events=None, event_age_seconds=None))
    function.release("DEV", rollout=AT_ONCE, monitoring=Monitoring.without_alarms())

    assert resources(ALARM) == {}
    assert len(resources("AWS::CloudWatch::Dashboard")) == 1


def test_the_alarms_of_releases_and_of_their_rollouts_live_side_by_side(
    make_function: MakeFunction, resources: Resources
) -> None:
    function = make_function(monitoring=Monitoring())
    names = [function.release(name).name for name in ("BETA", "PROD")]

    found = resources(ALARM).values()
    assert names == ["BETA", "PROD"]
    assert [alarm["MetricName"] for alarm in found].count("Errors") == 4
    assert [alarm["MetricName"] for alarm in found].count("AsyncEventsDropped") == 1


def everything(stack: Stack, make_function: MakeFunction) -> None:
    """Makes every alarm that there is."""
    lost = Queue.from_queue_arn(stack, "Lost", "arn:aws:sqs:eu-west-1:123456789012:lost")
    function = make_function(
        reserved_concurrency=50,
        dead_letters=lost,
        monitoring=Monitoring(iterator_age_seconds=60),
    )
    function.release(
        "live",
        rollout=AT_ONCE,
        provisioned=Provisioned(2),
        invocation=AsyncInvocation(on_failure=lost),
    )


def test_every_alarm_is_on_a_metric_that_its_dimensions_have(
    stack: Stack, make_function: MakeFunction, alarms: Callable[[], dict[str, Any]]
) -> None:
    everything(stack, make_function)

    assert len(alarms()) == 10
    for metric, alarm in alarms().items():
        dimensions = [dimension["Name"] for dimension in alarm["Dimensions"]]
        assert metric in LAMBDA_METRICS
        assert dimensions == ["FunctionName"] or metric in ALIAS_METRICS
        assert dimensions in (["FunctionName"], ["FunctionName", "Resource"])


def test_no_alarm_fires_without_data_or_on_a_value_of_health(
    stack: Stack, make_function: MakeFunction, alarms: Callable[[], dict[str, Any]]
) -> None:
    everything(stack, make_function)

    for alarm in alarms().values():
        assert alarm["TreatMissingData"] == "notBreaching"
        assert alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
        assert alarm["Threshold"] >= 1
        assert alarm["DatapointsToAlarm"] < alarm["EvaluationPeriods"]


def test_every_threshold_can_be_reached(
    stack: Stack, make_function: MakeFunction, alarms: Callable[[], dict[str, Any]]
) -> None:
    everything(stack, make_function)

    for metric, alarm in alarms().items():
        statistic = alarm.get("Statistic") or alarm["ExtendedStatistic"]
        highest = highest_value(metric, statistic, timeout_seconds=10)
        assert highest is None or alarm["Threshold"] < highest


def test_durations_are_held_against_the_timeout(
    make_function: MakeFunction, alarms: Callable[[], dict[str, Any]]
) -> None:
    function = make_function(
        timeout=Duration.seconds(30), monitoring=Monitoring(duration_percentage=50)
    )
    function.release("live", rollout=AT_ONCE)

    assert alarms()["Duration"]["Threshold"] == 15_000
    assert alarms()["Duration"]["ExtendedStatistic"] == "p99"
    assert "Statistic" not in alarms()["Duration"]


@pytest.mark.parametrize(("timeout", "periods"), [(10, 5), (60, 5), (61, 6), (900, 19)])
def test_alarms_look_back_as_long_as_a_failure_may_take_to_be_told(
    make_function: MakeFunction,
    alarms: Callable[[], dict[str, Any]],
    timeout: int,
    periods: int,
) -> None:
    function = make_function(timeout=Duration.seconds(timeout), monitoring=Monitoring())
    function.release("live", rollout=AT_ONCE)

    assert alarms()["Errors"]["DatapointsToAlarm"] == 3
    assert alarms()["Errors"]["EvaluationPeriods"] == periods


def test_of_a_timeout_that_only_the_deployment_knows_no_share_is_taken(
    make_function: MakeFunction, alarms: Callable[[], dict[str, Any]]
) -> None:
    timeout = Duration.seconds(Token.as_number({"Ref": "AWS::NoValue"}))
    make_function(timeout=timeout, monitoring=Monitoring()).release("live", rollout=AT_ONCE)

    assert "Duration" not in alarms()
    assert alarms()["Errors"]["EvaluationPeriods"] == 19  # as for the longest there is


@pytest.mark.parametrize(
    ("reserved", "threshold"), [(None, None), (0, None), (1, None), (9, None), (10, 9), (50, 45)]
)
def test_concurrency_is_watched_where_its_share_leaves_a_rest(
    make_function: MakeFunction,
    alarms: Callable[[], dict[str, Any]],
    reserved: int | None,
    threshold: int | None,
) -> None:
    make_function(reserved_concurrency=reserved, monitoring=Monitoring())

    assert alarms().get("ConcurrentExecutions", {}).get("Threshold") == threshold


def test_spillover_must_outlast_what_scaling_takes_to_answer(
    make_function: MakeFunction, alarms: Callable[[], dict[str, Any]]
) -> None:
    function = make_function(monitoring=Monitoring(bad_minutes=2))
    function.release("live", rollout=AT_ONCE, provisioned=Provisioned(2))

    spillover = alarms()["ProvisionedConcurrencySpilloverInvocations"]
    assert alarms()["Errors"]["DatapointsToAlarm"] == 2
    assert spillover["DatapointsToAlarm"] == 12


def test_one_lost_event_is_enough(
    stack: Stack, make_function: MakeFunction, alarms: Callable[[], dict[str, Any]]
) -> None:
    everything(stack, make_function)

    for metric in ("AsyncEventsDropped", "DestinationDeliveryFailures", "DeadLetterErrors"):
        assert alarms()[metric]["DatapointsToAlarm"] == 1
        assert alarms()[metric]["Threshold"] == 1


def test_a_release_without_a_destination_has_no_alarm_on_it(
    make_function: MakeFunction, alarms: Callable[[], dict[str, Any]]
) -> None:
    function = make_function(monitoring=Monitoring())
    function.release("live", rollout=AT_ONCE, invocation=AsyncInvocation(retry_attempts=0))

    assert "DestinationDeliveryFailures" not in alarms()


def test_the_topic_is_told_of_the_beginning_and_of_the_end(
    stack: Stack, make_function: MakeFunction, alarms: Callable[[], dict[str, Any]]
) -> None:
    topic = Topic(stack, "OnCall")
    make_function(monitoring=Monitoring(notify=topic)).release("live", rollout=AT_ONCE)

    told = [{"Ref": stack.get_logical_id(topic.node.default_child)}]  # type: ignore[arg-type]
    assert {str(alarm["AlarmActions"]) for alarm in alarms().values()} == {str(told)}
    assert {str(alarm["OKActions"]) for alarm in alarms().values()} == {str(told)}


def test_a_release_around_a_plain_function_is_watched_by_its_own_timeout(
    stack: Stack, alarms: Callable[[], dict[str, Any]]
) -> None:
    function = lambda_.Function(
        stack,
        "Plain",
        code=lambda_.Code.from_inline("def handler(event, context): ..."),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_14,
    )
    Release.around(function, "live", rollout=AT_ONCE, monitoring=Monitoring())

    assert alarms()["Duration"]["Threshold"] == 2_700  # Lambda's own timeout is 3 s


def test_ids_of_alarms_are_permanent(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    everything(stack, make_function)

    ids = {re.sub(r"[0-9A-F]{8}$", "", logical_id) for logical_id in resources(ALARM)}
    assert ids == {
        "DetectorConcurrencyAlarm",
        "DetectorDeadLettersAlarm",
        "DetectorDroppedEventsAlarm",
        "DetectorEventAgeAlarm",
        "DetectorReleaseliveDurationAlarm",
        "DetectorReleaseliveErrorsAlarm",
        "DetectorReleaseliveIteratorAgeAlarm",
        "DetectorReleaseliveSpilloverAlarm",
        "DetectorReleaseliveThrottlesAlarm",
        "DetectorReleaseliveUndeliveredAlarm",
    }


def test_monitorings_are_plain_values() -> None:
    assert Monitoring(errors=3) == Monitoring(errors=3)
    assert len({Monitoring(), Monitoring(), Monitoring(errors=2)}) == 2
    assert not Monitoring.without_alarms().has_alarms


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"errors": 0}, "errors must be an int, at least 1, got 0"),
        ({"throttles": 1.5}, "throttles must be an int, at least 1, got 1.5"),
        ({"spillover": True}, "spillover must be an int, at least 1, got True"),
        ({"dropped_events": "1"}, "dropped_events must be an int, at least 1, got '1'"),
        ({"event_age_seconds": -1}, "event_age_seconds must be an int, at least 1, got -1"),
        ({"duration_percentage": 100}, "duration_percentage must be an int, 1 to 99 %, got 100"),
        ({"concurrency_percentage": 0}, "concurrency_percentage must be an int, 1 to 99 %, got 0"),
        ({"bad_minutes": 0}, "bad_minutes must be an int, 1 to 1339, got 0"),
        ({"bad_minutes": 1340}, "bad_minutes must be an int, 1 to 1339, got 1340"),
        ({"bad_minutes": None}, "bad_minutes must be an int, 1 to 1339, got None"),
        ({"dashboard": None}, "dashboard must be True or False, got None"),
        (
            {"notify": "arn:aws:sns:eu-west-1:1:on-call"},
            "notify must be an ITopic such as Topic(...), got 'arn:aws:sns:eu-west-1:1:on-call'",
        ),
    ],
)
def test_what_no_alarm_can_do_is_refused(props: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstructError) as refused:
        Monitoring(**props)

    assert str(refused.value) == message


def test_a_token_is_no_threshold() -> None:
    with pytest.raises(ConstructError) as refused:
        Monitoring(errors=Token.as_number({"Ref": "Errors"}))  # type: ignore[arg-type]

    assert str(refused.value) == "errors must be known at synthesis, got a token"


def test_what_is_no_monitoring_is_refused(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(monitoring=True)

    assert str(refused.value) == "monitoring must be a Monitoring such as Monitoring(), got True"
