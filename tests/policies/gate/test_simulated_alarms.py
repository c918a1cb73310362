"""What the simulation makes of the alarms of a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.alarms import AlarmWindow
from policies.domain.simulation import (
    CompositeAlarm,
    MetricAlarm,
    MetricMath,
    Missing,
    Scope,
    WatchedMetric,
)
from policies.gate.given_properties import GivenError, GivenProperties
from policies.gate.simulated_alarms import KnownDurations, SimulatedAlarms, simulated_alarms
from policies.gate.simulated_releases import releases
from tests.policies.conftest import UNKNOWN, template
from tests.policies.gate.released import VERSION, alarm, resources

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_DURATIONS = KnownDurations()
NEW_ERRORS = WatchedMetric(Scope.NEW_VERSION, "Errors")


def found(
    given: Sequence[str] = (), durations: KnownDurations = NO_DURATIONS, **changes: Any
) -> SimulatedAlarms:
    [release] = releases([template(resources(**changes)).environment])
    return simulated_alarms(release.group, release.alias, GivenProperties(given), durations)


def reason(given: Sequence[str] = (), **changes: Any) -> str:
    """Why the one alarm is not simulated."""
    alarms = found(given, **changes)
    assert not alarms.alarms
    assert not alarms.asked
    [unplayable] = alarms.unplayable
    return f"{unplayable.name}: {unplayable.reason}"


def dimensions(**named: Any) -> list[dict[str, Any]]:
    return [{"Name": name, "Value": value} for name, value in named.items()]


def test_an_alarm_is_played_as_the_template_has_it() -> None:
    assert found() == SimulatedAlarms(
        (
            MetricAlarm(
                "Errors",
                NEW_ERRORS,
                1.0,
                AlarmWindow(60, 5, 1),
                "GreaterThanOrEqualToThreshold",
                Missing.NOT_BREACHING,
            ),
        ),
        ("Errors",),
        (),
        (),
    )


def test_what_the_template_leaves_out_is_what_cloudwatch_takes() -> None:
    alarms = found(Errors__DatapointsToAlarm=None, Errors__TreatMissingData=None)
    [played] = alarms.alarms

    assert isinstance(played, MetricAlarm)
    assert (played.window, played.missing) == (AlarmWindow(60, 5, 5), Missing.MISSING)


@pytest.mark.parametrize(
    ("named", "scope"),
    [
        ({"Resource": "bill:live"}, Scope.ALIAS),
        ({"FunctionName": "bill", "Resource": "bill:live"}, Scope.ALIAS),
        ({"FunctionName": "bill", "Resource": "bill:live", "ExecutedVersion": VERSION}, None),
    ],
)
def test_dimensions_say_whose_requests_count(named: dict[str, Any], scope: Scope | None) -> None:
    [played] = found(Errors__Dimensions=dimensions(**named)).alarms

    assert isinstance(played, MetricAlarm)
    assert played.metric == WatchedMetric(scope or Scope.NEW_VERSION, "Errors")


def test_an_alarm_on_the_whole_function_is_played_with_the_alias_and_told() -> None:
    alarms = found(Errors__Dimensions=dimensions(FunctionName="bill"))
    [played] = alarms.alarms

    assert isinstance(played, MetricAlarm)
    assert played.metric == WatchedMetric(Scope.ALIAS, "Errors")
    assert alarms.remarks == (
        "an alarm counts every caller of the function; those of the alias alone are simulated",
    )


OTHER = {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "other"}}
WALL_CLOCK = {"WallClockWindow": {"Timezone": "UTC"}}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"Namespace": "AWS/SQS"}, "watches AWS/SQS, not AWS/Lambda"),
        ({"Namespace": UNKNOWN}, "watches a namespace that the template does not tell"),
        ({"Dimensions": dimensions(Resource="other:live")}, "watches another function, Other"),
        ({"Dimensions": dimensions(Resource="bill:beta")}, "watches another alias or version"),
        (
            {"Dimensions": dimensions(Resource="bill:live", ExecutedVersion="7")},
            "counts another version than the one being released",
        ),
        (
            {"Dimensions": dimensions(FunctionName="bill", EventSourceMappingUUID="x")},
            "has the dimension EventSourceMappingUUID",
        ),
        ({"Dimensions": []}, "watches a function that the template does not tell"),
        ({"Dimensions": UNKNOWN}, "watches a function that the template does not tell"),
        ({"MetricName": "IteratorAge"}, "simulated metrics are Errors, Invocations, Throttles, Du"),
        ({"MetricName": "Duration"}, "looks at durations; give --duration"),
        ({"Statistic": "IQM"}, "simulated statistics are "),
        ({"ComparisonOperator": "LessThanLowerThreshold"}, "comparison must be "),
        ({"Period": 30}, "period must be a multiple of 60 s, got 30 s"),
        ({"DatapointsToAlarm": 9}, "datapoints_to_alarm must be 1 to 5 evaluation periods, got 9"),
        ({"TreatMissingData": "zero"}, "must treat missing data as one of missing, ignore, "),
        ({"EvaluationWindow": WALL_CLOCK}, "evaluates by the wall clock"),
        ({"ThresholdMetricId": "band"}, "compares with a band of anomaly detection"),
        ({"Threshold": None}, "has no Threshold"),
        ({"Threshold": "nan"}, "threshold must be a number, got nan"),
        ({"MetricName": None}, "has no metric"),
        ({"Metrics": UNKNOWN}, "has metrics that the template does not tell"),
        ({"Threshold": UNKNOWN}, "its Threshold is known at deployment only; give --set Errors.Th"),
        ({"Period": UNKNOWN}, "its Period is known at deployment only; give --set Errors.Period="),
        ({"EvaluationPeriods": UNKNOWN}, "its EvaluationPeriods is known at deployment only; giv"),
        ({"DatapointsToAlarm": UNKNOWN}, "its DatapointsToAlarm is known at deployment only; give"),
        ({"TreatMissingData": UNKNOWN}, "its TreatMissingData is known at deployment only; give"),
        ({"ComparisonOperator": UNKNOWN}, "its ComparisonOperator is known at deployment only; gi"),
        ({"Statistic": UNKNOWN}, "its Statistic is known at deployment only; give --set Errors.St"),
    ],
)
def test_an_alarm_that_cannot_be_played_is_told_with_the_reason(
    changes: dict[str, Any], told: str
) -> None:
    assert reason(Other=OTHER, Errors=alarm(**changes)).startswith(f"Errors: {told}")


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("Threshold", 7, "7"),
        ("Period", 120, "120"),
        ("EvaluationPeriods", 6, "6"),
        ("DatapointsToAlarm", 2, "2"),
        ("TreatMissingData", "breaching", "breaching"),
        ("ComparisonOperator", "GreaterThanThreshold", "GreaterThanThreshold"),
        ("Statistic", "Average", "Average"),
    ],
)
def test_a_value_that_is_given_stands_for_one_that_is_not_known(
    name: str, value: Any, text: str
) -> None:
    known: dict[str, Any] = {f"Errors__{name}": value}
    unknown: dict[str, Any] = {f"Errors__{name}": UNKNOWN}
    told = found(**known)

    assert found([f"Errors.{name}={text}"], **unknown) == told
    assert found([f"Errors.{name}={text}"]) == told


def test_durations_are_asked_of_the_versions_that_the_alarm_counts() -> None:
    on_alias = dimensions(Resource="bill:live")
    both = KnownDurations(new=True, old=True)
    changes: dict[str, Any] = {"MetricName": "Duration", "Statistic": "Average"}

    assert found(durations=KnownDurations(new=True), Errors=alarm(**changes)).asked == ("Errors",)
    changes["Dimensions"] = on_alias
    alone = found(durations=KnownDurations(new=True), Errors=alarm(**changes))
    assert alone.unplayable[0].reason == "looks at durations; give --old-duration"
    assert found(durations=both, Errors=alarm(**changes)).asked == ("Errors",)


def query(name: str, metric: str, *, returned: bool = False, **stat: Any) -> dict[str, Any]:
    return {
        "Id": name,
        "ReturnData": returned,
        "MetricStat": {
            "Metric": {
                "Namespace": "AWS/Lambda",
                "MetricName": metric,
                "Dimensions": dimensions(Resource="bill:live"),
            },
            "Stat": "Sum",
            "Period": 60,
            **stat,
        },
    }


def with_metrics(*queries: Any) -> dict[str, Any]:
    return alarm(
        Namespace=None, MetricName=None, Dimensions=None, Statistic=None, Period=None,
        Metrics=list(queries),
    )  # fmt: skip


ERRORS, CALLS = query("e", "Errors"), query("i", "Invocations")
RATE = {"Id": "rate", "Expression": "100 * share"}
SHARE = {"Id": "share", "Expression": "e / i", "ReturnData": False}


def test_metric_math_is_played_with_all_its_expressions() -> None:
    [played] = found(Errors=with_metrics(RATE, SHARE, ERRORS, CALLS)).alarms

    assert isinstance(played, MetricAlarm)
    assert played.metric == MetricMath(
        "100 * share",
        {
            "e": WatchedMetric(Scope.ALIAS, "Errors"),
            "i": WatchedMetric(Scope.ALIAS, "Invocations"),
        },
        {"share": "e / i"},
    )
    assert played.window == AlarmWindow(60, 5, 1)


def test_a_metric_in_a_list_is_played_as_one_by_itself() -> None:
    [played] = found(Errors=with_metrics(query("e", "Errors", returned=True))).alarms

    assert isinstance(played, MetricAlarm)
    assert played.metric == WatchedMetric(Scope.ALIAS, "Errors")


@pytest.mark.parametrize(
    ("queries", "told"),
    [
        ([ERRORS, CALLS], "must return one series, got 0"),
        ([RATE, {**SHARE, "ReturnData": True}, ERRORS, CALLS], "must return one series, got 2"),
        ([{**RATE, "Expression": "RATE(e)"}, ERRORS], "RATE with 1 arguments is not simulated"),
        ([RATE, ERRORS], "expression must take in metrics of the alarm, got share"),
        ([{**RATE, "Expression": UNKNOWN}, ERRORS], "has metrics that the template does not tell"),
        ([{"Id": "band"}, ERRORS], "has metrics that the template does not tell"),
        ([RATE, SHARE, ERRORS, query("i", "Invocations", Period=300)], "has metrics of several pe"),
    ],
)
def test_metric_math_that_cannot_be_played_is_told(queries: list[Any], told: str) -> None:
    assert reason(Errors=with_metrics(*queries)).startswith(f"Errors: {told}")


def composite(rule: Any, **others: Any) -> dict[str, Any]:
    """The release stopped by a composite alarm."""
    alarms = {"Enabled": True, "Alarms": [{"Name": {"Ref": "Both"}}]}
    both = {"Type": "AWS::CloudWatch::CompositeAlarm", "Properties": {"AlarmRule": rule}}
    return {"Shift__AlarmConfiguration": alarms, "Both": both, **others}


@pytest.mark.parametrize(
    "rule",
    [
        {"Fn::Sub": 'ALARM("${Errors}") AND NOT ALARM("deployments")'},
        {"Fn::Sub": "ALARM(${Errors.Arn}) AND NOT ALARM(deployments)"},
        {
            "Fn::Join": [
                "",
                ['ALARM("', {"Fn::GetAtt": ["Errors", "Arn"]}, '") AND NOT ALARM(deployments)'],
            ]
        },
    ],
)
def test_a_composite_alarm_is_played_after_what_it_asks(rule: Any) -> None:
    alarms = found(**composite(rule))

    assert [played.name for played in alarms.alarms] == ["Errors", "Both"]
    assert alarms.asked == ("Both",)
    assert [tuple(each) for each in alarms.unplayable] == [
        ("deployments", "not in the template; Both asks")
    ]


def test_a_composite_alarm_may_name_an_alarm_by_its_name() -> None:
    alarms = found(**composite('ALARM("too many")', Errors=alarm(AlarmName="too many")))
    both = alarms.alarms[-1]

    assert isinstance(both, CompositeAlarm)
    assert both.known_as == {"too many": "Errors"}


def test_composite_alarms_ask_each_other() -> None:
    inner = {
        "Type": "AWS::CloudWatch::CompositeAlarm",
        "Properties": {"AlarmRule": {"Fn::Sub": "ALARM(${Errors})"}},
    }
    alarms = found(**composite({"Fn::Sub": "ALARM(${Inner}) OR ALARM(${Errors})"}, Inner=inner))

    assert [played.name for played in alarms.alarms] == ["Errors", "Inner", "Both"]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (UNKNOWN, "Both: its AlarmRule is known at deployment only"),
        ({"Fn::Sub": "ALARM(${Unknown})"}, "Both: its AlarmRule is known at deployment only"),
        ("FIRING(a)", "Both: alarm rule must go on with ALARM"),
        ({"Fn::Sub": "ALARM(${Both})"}, "Both: asks itself: CloudWatch stops evaluating it"),
    ],
)
def test_a_composite_alarm_that_cannot_be_played_is_told(rule: Any, told: str) -> None:
    alarms = found(**composite(rule))
    told_of = [f"{each.name}: {each.reason}" for each in alarms.unplayable]

    assert told_of[0].startswith(told)
    assert "Both" not in [played.name for played in alarms.alarms]
    assert alarms.asked == ()


def test_composite_alarms_that_ask_each_other_in_a_circle_are_not_played() -> None:
    rule = {"Fn::Sub": "ALARM(${Errors}) AND NOT ALARM(${Both})"}
    inner = {"Type": "AWS::CloudWatch::CompositeAlarm", "Properties": {"AlarmRule": rule}}
    alarms = found(**composite({"Fn::Sub": "ALARM(${Inner})"}, Inner=inner))

    told = "asks itself: CloudWatch stops evaluating it"
    assert [tuple(each) for each in alarms.unplayable] == [("Inner", told), ("Both", told)]
    assert [played.name for played in alarms.alarms] == ["Errors"]


def test_who_asks_a_circle_without_being_in_it_is_played() -> None:
    rule = {"Fn::Sub": "ALARM(${Inner})"}
    inner = {"Type": "AWS::CloudWatch::CompositeAlarm", "Properties": {"AlarmRule": rule}}
    alarms = found(**composite({"Fn::Sub": "ALARM(${Errors}) OR ALARM(${Inner})"}, Inner=inner))

    assert [each.name for each in alarms.unplayable] == ["Inner"]
    assert alarms.asked == ("Both",)


def test_an_alarm_that_cannot_be_played_is_told_once_however_often_it_is_asked() -> None:
    both = composite({"Fn::Sub": "ALARM(${Errors}) OR OK(${Errors})"}, Errors=alarm(Period=30))
    both["Shift__AlarmConfiguration"]["Alarms"].append({"Name": {"Ref": "Errors"}})
    alarms = found(**both)

    assert [each.name for each in alarms.unplayable] == ["Errors"]
    assert alarms.asked == ("Both",)


def test_an_alarm_that_is_not_in_the_template_is_told_by_its_name() -> None:
    names = [{"Name": "elsewhere"}, {"Name": UNKNOWN}, {"Name": {"Ref": "Bill"}}]
    alarms = found(Shift__AlarmConfiguration={"Enabled": True, "Alarms": names})

    assert [tuple(each) for each in alarms.unplayable] == [
        ("elsewhere", "not in the template"),
        ("an alarm whose name is known at deployment only", "not in the template"),
        ("Bill", "not in the template"),
    ]


def test_alarms_that_only_the_deployment_knows_are_told() -> None:
    alarms = found(Shift__AlarmConfiguration={"Enabled": True, "Alarms": UNKNOWN})

    assert [tuple(each) for each in alarms.unplayable] == [
        ("alarms of Shift", "known at deployment only")
    ]


def test_disabled_alarms_stop_nothing() -> None:
    disabled = {"Enabled": False, "Alarms": [{"Name": {"Ref": "Errors"}}]}
    alarms = found(Shift__AlarmConfiguration=disabled)

    assert (alarms.alarms, alarms.asked) == ((), ())
    assert alarms.remarks == ("its alarms are disabled: nothing stops the rollout",)
    assert found(Shift__AlarmConfiguration={"Enabled": False}).remarks == ()


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("Errors.Threshold=many", "--set Errors.Threshold must be a number, got 'many'"),
        ("Errors.Threshold=nan", "--set Errors.Threshold must be a number, got 'nan'"),
        ("Errors.Period=1.5", "--set Errors.Period must be a whole number, got 1.5"),
        ("Errors.Threshold", "--set must be LogicalId.Property=value, got 'Errors.Threshold'"),
        ("Threshold=5", "--set must be LogicalId.Property=value, got 'Threshold=5'"),
    ],
)
def test_what_is_given_must_be_a_value_of_the_property(setting: str, message: str) -> None:
    with pytest.raises(GivenError) as raised:
        found([setting])

    assert str(raised.value) == message


def test_what_is_given_for_nothing_names_what_was_meant() -> None:
    given = GivenProperties(["Errors.Treshold=5"])
    [release] = releases([template(resources()).environment])
    simulated_alarms(release.group, release.alias, given, KnownDurations())

    with pytest.raises(GivenError, match="no property that is simulated here; did you mean 'Err"):
        given.require_used()
