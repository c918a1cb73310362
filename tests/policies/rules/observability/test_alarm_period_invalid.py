from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_period_invalid import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm


@pytest.mark.parametrize(("period", "fix"), [(90, 60), (45, 60), (0, 60), ("61", 60), (3601, 3600)])
def test_a_period_between_minutes_is_found(
    judge: Judge, with_alarm: WithAlarm, period: Any, fix: int
) -> None:
    [finding] = judge(rule, with_alarm(Period=period))

    assert finding.message == (f"period must be 10, 20, 30 or a multiple of 60 s, got {period} s")
    assert finding.fix == f"set Period to {fix}"
    assert finding.at == "Period"


def test_metric_math_is_looked_into(judge: Judge, with_alarm: WithAlarm, query: Any) -> None:
    plain = dict.fromkeys(("Namespace", "MetricName", "Dimensions", "Statistic", "Period"))
    queries = [query(period=90), {"Id": "e", "Expression": "m * 2"}]
    [finding] = judge(rule, with_alarm(**plain, Metrics=queries))

    assert finding.at == "Metrics.0.MetricStat.Period"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"Period": 60}, id="a minute"),
        pytest.param({"Period": 10}, id="high resolution"),
        pytest.param({"Period": 86400}, id="a day"),
        pytest.param({"Period": {"Ref": "Unknown"}}, id="unknown"),
        pytest.param({"Period": None}, id="absent"),
        pytest.param({"Metrics": {"Ref": "Unknown"}, "Period": 90}, id="metrics unknown"),
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, given: dict[str, Any]) -> None:
    assert judge(rule, with_alarm(**given)) == []
