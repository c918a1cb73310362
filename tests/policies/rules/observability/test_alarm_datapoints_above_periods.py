from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_datapoints_above_periods import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm


def test_more_datapoints_than_periods_are_found(judge: Judge, with_alarm: WithAlarm) -> None:
    [finding] = judge(rule, with_alarm(DatapointsToAlarm=4))

    assert finding.message == (
        "datapoints to alarm must be at most the 3 evaluation periods, got 4"
    )
    assert finding.fix == "set DatapointsToAlarm to 3 or less, or EvaluationPeriods to 4"
    assert finding.at == "DatapointsToAlarm"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"DatapointsToAlarm": 3}, id="all"),
        pytest.param({}, id="absent"),
        pytest.param({"DatapointsToAlarm": {"Ref": "Unknown"}}, id="unknown"),
        pytest.param(
            {"DatapointsToAlarm": 4, "EvaluationPeriods": {"Ref": "Unknown"}}, id="periods unknown"
        ),
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, given: dict[str, Any]) -> None:
    assert judge(rule, with_alarm(**given)) == []
