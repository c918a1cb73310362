from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_evaluation_too_long import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm


@pytest.mark.parametrize(
    ("window", "seen", "fix"),
    [
        ((60, 1441), "86400 s together, got 1441 x 60 s = 86460 s", 1440),
        ((900, 97), "86400 s together, got 97 x 900 s = 87300 s", 96),
        ((3600, 169), "604800 s together, got 169 x 3600 s = 608400 s", 168),
    ],
)
def test_an_alarm_that_looks_back_too_far_is_found(
    judge: Judge, with_alarm: WithAlarm, window: tuple[int, int], seen: str, fix: int
) -> None:
    period, periods = window
    [finding] = judge(rule, with_alarm(Period=period, EvaluationPeriods=periods))

    assert finding.message == f"evaluation periods of the alarm must be at most {seen}"
    assert finding.fix == f"set EvaluationPeriods to {fix} or less"
    assert finding.at == "EvaluationPeriods"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"Period": 60, "EvaluationPeriods": 1440}, id="a day"),
        pytest.param({"Period": 3600, "EvaluationPeriods": 168}, id="a week"),
        pytest.param(
            {"Period": {"Ref": "Unknown"}, "EvaluationPeriods": 9999}, id="period unknown"
        ),
        pytest.param({"EvaluationPeriods": {"Ref": "Unknown"}}, id="periods unknown"),
        pytest.param({"Period": 0, "EvaluationPeriods": 9999}, id="alarm-period-invalid says it"),
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, given: dict[str, Any]) -> None:
    assert judge(rule, with_alarm(**given)) == []
