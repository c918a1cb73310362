from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_on_few_failures import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm

UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize("metric", ["Errors", "Throttles", "DeadLetterErrors"])
def test_few_failures_are_good(judge: Judge, with_alarm: WithAlarm, metric: str) -> None:
    alarm = with_alarm(MetricName=metric, ComparisonOperator="LessThanThreshold")

    [finding] = judge(rule, alarm)

    assert finding.message == (
        f"alarm on {metric} must fire when they are many, got LessThanThreshold"
    )
    assert finding.fix == "set ComparisonOperator to GreaterThanOrEqualToThreshold"
    assert finding.at == "ComparisonOperator"


@pytest.mark.parametrize(
    "alarm",
    [
        pytest.param({}, id="many"),
        pytest.param(
            {"MetricName": "Invocations", "ComparisonOperator": "LessThanThreshold"},
            id="calls may be too few",
        ),
        pytest.param(
            {"Namespace": "Shop", "ComparisonOperator": "LessThanThreshold"}, id="of another's"
        ),
        pytest.param({"ComparisonOperator": UNKNOWN}, id="unknown"),
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, alarm: dict[str, Any]) -> None:
    assert judge(rule, with_alarm(**alarm)) == []
