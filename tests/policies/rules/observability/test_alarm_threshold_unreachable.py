from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_threshold_unreachable import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm

FIX = "set Threshold to a value in between, or Statistic to Sum to count"


@pytest.mark.parametrize(
    ("given", "never", "threshold"),
    [
        ({"Statistic": "Average", "Threshold": 5}, "Average of Errors", "above 1, got 5"),
        ({"Statistic": "Maximum", "Threshold": "1.5"}, "Maximum of Errors", "above 1, got 1.5"),
        (
            {
                "Statistic": "Average",
                "Threshold": 1,
                "ComparisonOperator": "GreaterThanThreshold",
            },
            "Average of Errors",
            "above 1, got 1",
        ),
        (
            {
                "MetricName": "Duration",
                "Statistic": None,
                "ExtendedStatistic": "p99",
                "Threshold": 3001,
            },
            "p99 of Duration",
            "above 3000, got 3001",
        ),
        (
            {"Threshold": 0, "ComparisonOperator": "LessThanThreshold"},
            "Sum of Errors",
            "below 0, got 0",
        ),
    ],
)
def test_a_threshold_beyond_all_values_is_found(
    judge: Judge, with_alarm: WithAlarm, given: dict[str, Any], never: str, threshold: str
) -> None:
    [finding] = judge(rule, with_alarm(**given))

    assert finding.message == (
        f"threshold must be one that {never} can pass, which never is {threshold}"
    )
    assert finding.fix == FIX
    assert finding.at == "Threshold"


def test_the_timeout_of_the_function_counts(judge: Judge, with_alarm: WithAlarm) -> None:
    slow: dict[str, Any] = {"MetricName": "Duration", "Statistic": "Maximum", "Threshold": 30_000}

    assert judge(rule, with_alarm(**slow, function={"Timeout": 30})) == []
    assert len(judge(rule, with_alarm(**slow, function={"Timeout": 29}))) == 1
    assert judge(rule, with_alarm(**slow, function={"Timeout": {"Ref": "Unknown"}})) == []
    assert judge(rule, with_alarm(**slow, dimensions={"FunctionName": "elsewhere"})) == []


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"Threshold": 500}, id="a sum has no end"),
        pytest.param({"Statistic": "Average", "Threshold": 1}, id="all fail"),
        pytest.param({"Statistic": "Average", "Threshold": 0.1}, id="a tenth fails"),
        pytest.param({"Statistic": "Average", "Threshold": {"Ref": "Unknown"}}, id="unknown"),
        pytest.param(
            {"Statistic": "Average", "Threshold": 5, "ComparisonOperator": {"Ref": "Unknown"}},
            id="comparison unknown",
        ),
        pytest.param(
            {"Statistic": "Average", "Threshold": 5, "MetricName": "ConcurrentExecutions"},
            id="a metric without an end",
        ),
        pytest.param(
            {"Statistic": "Average", "Threshold": 5, "Namespace": "Own"}, id="of somebody else"
        ),
        pytest.param(
            {
                "Threshold": None,
                "ThresholdMetricId": "band",
                "ComparisonOperator": "GreaterThanUpperThreshold",
            },
            id="a band",
        ),
        pytest.param(
            {"Threshold": 0, "ComparisonOperator": "LessThanOrEqualToThreshold"}, id="0 can be"
        ),
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, given: dict[str, Any]) -> None:
    assert judge(rule, with_alarm(**given)) == []
