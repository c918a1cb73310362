from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_deaf_on_missing_data import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm

QUIET: dict[str, Any] = {"MetricName": "Invocations", "ComparisonOperator": "LessThanThreshold"}


@pytest.mark.parametrize(
    ("treatment", "seen"),
    [
        ("notBreaching", "notBreaching"),
        ("ignore", "ignore"),
        (None, "missing (the default)"),
    ],
)
def test_an_alarm_that_does_not_hear_silence_is_found(
    judge: Judge, with_alarm: WithAlarm, treatment: str | None, seen: str
) -> None:
    [finding] = judge(rule, with_alarm(**QUIET, TreatMissingData=treatment))

    assert finding.message == (
        f"missing data must count as breaching where too few Invocations are bad, got {seen}"
    )
    assert finding.fix == "set TreatMissingData to breaching"
    assert finding.at == "TreatMissingData"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="too many"),
        pytest.param(QUIET | {"TreatMissingData": "breaching"}, id="breaching"),
        pytest.param(QUIET | {"TreatMissingData": {"Ref": "Unknown"}}, id="unknown"),
        pytest.param(
            QUIET | {"InsufficientDataActions": ["arn:aws:sns:eu-west-1:123456789012:on-call"]},
            id="told of missing data",
        ),
        pytest.param(QUIET | {"Namespace": "Own"}, id="of somebody else"),
        pytest.param(QUIET | {"MetricName": "Duration"}, id="another metric"),
        pytest.param(QUIET | {"ComparisonOperator": {"Ref": "Unknown"}}, id="comparison unknown"),
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, given: dict[str, Any]) -> None:
    assert judge(rule, with_alarm(**given)) == []
