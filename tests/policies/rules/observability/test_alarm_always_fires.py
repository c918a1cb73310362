from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_always_fires import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm


@pytest.mark.parametrize(
    ("threshold", "comparison"),
    [(0, "GreaterThanOrEqualToThreshold"), (-1, "GreaterThanThreshold")],
)
def test_an_alarm_on_success_is_found(
    judge: Judge, with_alarm: WithAlarm, threshold: int, comparison: str
) -> None:
    [finding] = judge(rule, with_alarm(Threshold=threshold, ComparisonOperator=comparison))

    assert finding.message == (
        f"threshold must be one that Errors can stay below, got {threshold} with {comparison}"
    )
    assert finding.fix == "set Threshold to 1, or more"
    assert finding.at == "Threshold"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="1"),
        pytest.param({"Threshold": 0, "ComparisonOperator": "GreaterThanThreshold"}, id="above 0"),
        pytest.param(
            {"Threshold": 0, "ComparisonOperator": "LessThanOrEqualToThreshold"}, id="at most 0"
        ),
        pytest.param({"Threshold": {"Ref": "Unknown"}}, id="unknown"),
        pytest.param(
            {"Threshold": 0, "ComparisonOperator": {"Ref": "Unknown"}}, id="comparison unknown"
        ),
        pytest.param({"Threshold": 0, "Namespace": "Own"}, id="of somebody else"),
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, given: dict[str, Any]) -> None:
    assert judge(rule, with_alarm(**given)) == []
