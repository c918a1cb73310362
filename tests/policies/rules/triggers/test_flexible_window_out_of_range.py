from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.flexible_window_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(**window: Any) -> dict[str, Any]:
    properties = {"ScheduleExpression": "rate(1 day)", "FlexibleTimeWindow": window}
    return {"Nightly": {"Type": "AWS::Scheduler::Schedule", "Properties": properties}}


def test_flexible_needs_a_window(judge: Judge) -> None:
    [finding] = judge(rule, scene(Mode="FLEXIBLE"))

    assert finding.message == (
        "flexible time window must be 1 to 1440 min with Mode FLEXIBLE, got none"
    )
    assert finding.fix == "set MaximumWindowInMinutes to 15, or Mode to OFF"
    assert finding.at == "FlexibleTimeWindow.MaximumWindowInMinutes"


@pytest.mark.parametrize("minutes", [0, 1441])
def test_a_window_is_a_day_at_most(judge: Judge, minutes: int) -> None:
    [finding] = judge(rule, scene(Mode="FLEXIBLE", MaximumWindowInMinutes=minutes))

    assert finding.message == f"flexible time window must be 1 to 1440 min, got {minutes} min"


@pytest.mark.parametrize(
    "window",
    [
        {"Mode": "OFF"},
        {"Mode": UNKNOWN},
        {"Mode": "FLEXIBLE", "MaximumWindowInMinutes": 1},
        {"Mode": "FLEXIBLE", "MaximumWindowInMinutes": 1440},
        {"Mode": "FLEXIBLE", "MaximumWindowInMinutes": UNKNOWN},
    ],
    ids=["off", "mode unknown", "shortest", "longest", "window unknown"],
)
def test_silent(judge: Judge, window: dict[str, Any]) -> None:
    assert judge(rule, scene(**window)) == []
