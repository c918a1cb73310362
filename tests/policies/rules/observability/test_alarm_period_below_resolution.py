from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_period_below_resolution import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm


@pytest.mark.parametrize("period", [10, 20, 30])
def test_a_period_that_has_no_data_is_found(
    judge: Judge, with_alarm: WithAlarm, period: int
) -> None:
    [finding] = judge(rule, with_alarm(Period=period))

    assert finding.message == (
        f"period must be at least 60 s for a metric of Lambda, got {period} s"
    )
    assert finding.fix == "set Period to 60"
    assert finding.at == "Period"


def test_metric_math_is_looked_into(judge: Judge, with_alarm: WithAlarm, query: Any) -> None:
    plain = dict.fromkeys(("Namespace", "MetricName", "Dimensions", "Statistic", "Period"))
    queries = [query(period=30), {"Id": "e", "Expression": "m * 2"}]
    [finding] = judge(rule, with_alarm(**plain, Metrics=queries))

    assert finding.at == "Metrics.0.MetricStat.Period"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="a minute"),
        pytest.param({"Period": 10, "Namespace": "Own"}, id="a metric of high resolution"),
        pytest.param({"Period": 45}, id="alarm-period-invalid says it"),
        pytest.param({"Period": {"Ref": "Unknown"}}, id="unknown"),
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, given: dict[str, Any]) -> None:
    assert judge(rule, with_alarm(**given)) == []
