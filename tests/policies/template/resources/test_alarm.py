from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.alarms import AlarmWindow
from policies.template.resources.alarm import Alarm
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

PLAIN = {
    "Namespace": "AWS/Lambda",
    "MetricName": "Errors",
    "Dimensions": [{"Name": "FunctionName", "Value": {"Ref": "Fn"}}],
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 5,
}


@pytest.fixture
def alarm(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> Alarm:
        resources = {
            "Fn": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "fn"}},
            "Live": {
                "Type": "AWS::Lambda::Alias",
                "Properties": {"FunctionName": {"Ref": "Fn"}, "Name": "live"},
            },
            "Alarm": {"Type": "AWS::CloudWatch::Alarm", "Properties": properties},
        }
        return template_of(resources).of(Alarm)[0]

    return made


def query(period: Any = 60, **metric: Any) -> dict[str, Any]:
    return {"Id": "m", "MetricStat": {"Metric": metric, "Period": period, "Stat": "p99"}}


def test_a_plain_alarm_has_one_metric(alarm: Any) -> None:
    found = alarm(**PLAIN)
    [metric] = found.metrics

    assert (metric.namespace, metric.name, metric.statistic) == ("AWS/Lambda", "Errors", "Sum")
    assert metric.place("Dimensions") == "Dimensions"
    assert (metric.period_at, metric.statistic_at) == ("Period", "Statistic")
    assert found.metric == metric


def test_an_alarm_on_metric_math_has_those_it_computes_with(alarm: Any) -> None:
    queries = [
        query(Namespace="AWS/Lambda", MetricName="Duration"),
        {"Id": "e", "Expression": "m * 2"},
    ]
    found = alarm(Metrics=queries)
    [metric] = found.metrics

    assert (metric.name, metric.statistic, metric.period_seconds) == ("Duration", "p99", 60)
    assert metric.place("Dimensions") == "Metrics.0.MetricStat.Metric.Dimensions"
    assert metric.period_at == "Metrics.0.MetricStat.Period"
    assert metric.statistic_at == "Metrics.0.MetricStat.Stat"
    assert found.metric is None


@pytest.mark.parametrize("metrics", [{"Ref": "Unknown"}, [{"Ref": "Unknown"}]])
def test_metrics_nobody_knows_are_none(alarm: Any, metrics: Any) -> None:
    assert alarm(Metrics=metrics).metrics == []
    assert alarm(Metrics=metrics).metric is None


@pytest.mark.parametrize(
    ("dimensions", "qualifier"),
    [
        ({"FunctionName": {"Ref": "Fn"}}, None),
        ({"FunctionName": "fn"}, None),
        ({"FunctionName": "fn", "Resource": "fn:live"}, "live"),
        ({"FunctionName": "fn", "Resource": {"Fn::Sub": "${Fn}:7"}}, "7"),
        ({"Resource": "fn"}, None),
    ],
)
def test_the_function_that_a_metric_watches(
    alarm: Any, dimensions: dict[str, Any], qualifier: str | None
) -> None:
    listed = [{"Name": name, "Value": value} for name, value in dimensions.items()]
    [metric] = alarm(**PLAIN | {"Dimensions": listed}).metrics

    assert metric.watched.function.logical_id == "Fn"
    assert metric.watched.qualifier == qualifier
    assert (metric.watched.alias is not None) == (qualifier == "live")


@pytest.mark.parametrize(
    "properties",
    [
        {"Dimensions": {"Ref": "Unknown"}},
        {"Dimensions": [{"Ref": "Unknown"}]},
        {"Dimensions": [{"Name": {"Ref": "Unknown"}, "Value": "fn"}]},
        {"Dimensions": [{"Name": "FunctionName", "Value": {"Ref": "Unknown"}}]},
        {"Dimensions": [{"Name": "FunctionName", "Value": "fn:live"}]},
        {"Dimensions": []},
        {"Namespace": "Own"},
    ],
)
def test_a_metric_may_watch_nothing_that_is_known(alarm: Any, properties: Any) -> None:
    [metric] = alarm(**PLAIN | properties).metrics

    assert metric.watched is None


def test_all_periods_count_unless_it_says_otherwise(alarm: Any) -> None:
    assert alarm(**PLAIN).window == AlarmWindow(60, 5, 5)
    assert alarm(**PLAIN, DatapointsToAlarm="2").window == AlarmWindow(60, 5, 2)


@pytest.mark.parametrize(
    "properties",
    [
        {"Period": {"Ref": "Unknown"}},
        {"EvaluationPeriods": {"Ref": "Unknown"}},
        {"DatapointsToAlarm": {"Ref": "Unknown"}},
        {"DatapointsToAlarm": 6},
        {"EvaluationPeriods": 0},
    ],
)
def test_a_window_that_is_unknown_or_refused_is_none(alarm: Any, properties: Any) -> None:
    assert alarm(**PLAIN | properties).window is None


def test_periods_that_differ_make_no_window(alarm: Any) -> None:
    same = [query(60, MetricName="a"), query(60, MetricName="b")]
    other = [query(60, MetricName="a"), query(300, MetricName="b")]

    assert alarm(Metrics=same, EvaluationPeriods=1).window == AlarmWindow(60, 1, 1)
    assert alarm(Metrics=other, EvaluationPeriods=1).window is None


@pytest.mark.parametrize(
    ("comparison", "above", "below", "itself"),
    [
        ("GreaterThanThreshold", True, False, False),
        ("GreaterThanOrEqualToThreshold", True, False, True),
        ("LessThanThreshold", False, True, False),
        ("LessThanOrEqualToThreshold", False, True, True),
        ("LessThanLowerOrGreaterThanUpperThreshold", False, False, False),
        ({"Ref": "Unknown"}, False, False, False),
        (None, False, False, False),
    ],
)
def test_the_direction_of_a_comparison(
    alarm: Any, comparison: Any, *, above: bool, below: bool, itself: bool
) -> None:
    found = alarm(ComparisonOperator=comparison)

    assert (found.fires_above, found.fires_below) == (above, below)
    assert found.takes_threshold_itself is itself


@pytest.mark.parametrize(("written", "number"), [(1, 1), ("0.5", 0.5), (None, None)])
def test_a_threshold_is_a_number(alarm: Any, written: Any, number: float | None) -> None:
    assert alarm(Threshold=written).threshold == number


@pytest.mark.parametrize("written", ["high", {"Ref": "Unknown"}, True])
def test_a_threshold_that_is_no_number_is_unresolved(alarm: Any, written: Any) -> None:
    assert isinstance(alarm(Threshold=written).threshold, Unresolved)


def test_what_is_absent_has_its_default(alarm: Any, unknown: Any) -> None:
    assert alarm().treats_missing_data_as == "missing"
    assert alarm().actions == []
    assert alarm().has_actions_enabled is True
    assert not alarm().tells_of_missing_data
    assert alarm(InsufficientDataActions=["x"]).tells_of_missing_data
    assert isinstance(alarm(AlarmActions=unknown).actions, Unresolved)
    assert isinstance(alarm(TreatMissingData=unknown).treats_missing_data_as, Unresolved)
    assert alarm(AlarmName="own").name == "own"
