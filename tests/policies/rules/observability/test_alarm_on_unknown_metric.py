from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_on_unknown_metric import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("Error", "set MetricName to Errors"),
        ("errors", "set MetricName to Errors"),
        ("5XXError", "name one of Errors, Invocations, Throttles, Duration"),
    ],
)
def test_a_name_that_lambda_does_not_publish_is_found(
    judge: Judge, with_alarm: WithAlarm, name: str, fix: str
) -> None:
    [finding] = judge(rule, with_alarm(MetricName=name))

    assert finding.message == f"metric must be one that Lambda publishes, got {name}"
    assert finding.fix == fix
    assert finding.at == "MetricName"
    assert finding.resource.logical_id == "Alarm"


def test_metric_math_is_looked_into(judge: Judge, with_alarm: WithAlarm, query: Any) -> None:
    plain = dict.fromkeys(("Namespace", "MetricName", "Dimensions", "Statistic", "Period"))
    queries = [query("Error"), {"Id": "e", "Expression": "m * 2"}]
    [finding] = judge(rule, with_alarm(**plain, Metrics=queries))

    assert finding.at == "Metrics.0.MetricStat.Metric.MetricName"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="known"),
        pytest.param({"MetricName": "AsyncEventsDropped"}, id="known but rare"),
        pytest.param({"MetricName": {"Ref": "Unknown"}}, id="unknown"),
        pytest.param({"MetricName": "Error", "Namespace": "Own"}, id="of somebody else"),
        pytest.param(
            {"MetricName": "Error", "Namespace": {"Ref": "Unknown"}}, id="namespace unknown"
        ),
        pytest.param(
            {"MetricName": "vCPUAvailable", "dimensions": {"CapacityProviderName": "mine"}},
            id="of a capacity provider",
        ),
        pytest.param(
            {"MetricName": "Error", "Dimensions": {"Ref": "Unknown"}}, id="dimensions unknown"
        ),
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, given: dict[str, Any]) -> None:
    assert judge(rule, with_alarm(**given)) == []
