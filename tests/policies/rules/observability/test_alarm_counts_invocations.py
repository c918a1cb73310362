from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_counts_invocations import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm


def test_a_count_of_samples_is_found(judge: Judge, with_alarm: WithAlarm) -> None:
    [finding] = judge(rule, with_alarm(Statistic="SampleCount"))

    assert finding.message == (
        "statistic of Errors must be Sum to count errors, got SampleCount, which counts invocations"
    )
    assert finding.fix == "set the statistic to Sum"
    assert finding.at == "Statistic"


def test_metric_math_is_looked_into(judge: Judge, with_alarm: WithAlarm, query: Any) -> None:
    plain = dict.fromkeys(("Namespace", "MetricName", "Dimensions", "Statistic", "Period"))
    queries = [query(stat="SampleCount"), {"Id": "e", "Expression": "m * 2"}]
    [finding] = judge(rule, with_alarm(**plain, Metrics=queries))

    assert finding.at == "Metrics.0.MetricStat.Stat"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="a sum"),
        pytest.param(
            {"Statistic": "SampleCount", "MetricName": "Invocations"}, id="invocations are meant"
        ),
        pytest.param({"Statistic": "SampleCount", "Namespace": "Own"}, id="of somebody else"),
        pytest.param({"Statistic": {"Ref": "Unknown"}}, id="unknown"),
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, given: dict[str, Any]) -> None:
    assert judge(rule, with_alarm(**given)) == []
