from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_unit_unpublished import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm

UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize(
    ("metric", "unit", "published"),
    [("Duration", "Seconds", "Milliseconds"), ("Errors", "Percent", "Count")],
)
def test_no_data_has_another_unit(
    judge: Judge, with_alarm: WithAlarm, metric: str, unit: str, published: str
) -> None:
    [finding] = judge(rule, with_alarm(MetricName=metric, Unit=unit))

    assert finding.message == (
        f"unit of {metric} must be {published}, in which Lambda publishes it, got {unit}"
    )
    assert finding.fix == f"drop Unit, and write Threshold in {published}"
    assert finding.at == "Unit"


@pytest.mark.parametrize(
    "alarm",
    [
        pytest.param({}, id="none"),
        pytest.param({"MetricName": "IteratorAge", "Unit": "Milliseconds"}, id="its own"),
        pytest.param({"MetricName": "ConcurrentExecutions", "Unit": "None"}, id="not written down"),
        pytest.param({"Namespace": "Shop", "Unit": "Seconds"}, id="of another's"),
        pytest.param({"Unit": UNKNOWN}, id="unknown"),
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, alarm: dict[str, Any]) -> None:
    assert judge(rule, with_alarm(**alarm)) == []
