from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollout_alarm_failures_ignored import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release

ALARMS = {"Enabled": True, "Alarms": [{"Name": "a"}]}


@pytest.mark.parametrize("ignores", [True, "true"])
def test_a_rollout_that_goes_on_blind_is_found(
    judge: Judge, release: Release, *, ignores: Any
) -> None:
    alarms = ALARMS | {"IgnorePollAlarmFailure": ignores}
    [finding] = judge(rule, release(group={"AlarmConfiguration": alarms}))

    assert finding.message == (
        "rollout must stop where the state of its alarms is unknown, got "
        "IgnorePollAlarmFailure: true"
    )
    assert finding.fix == "set IgnorePollAlarmFailure to false"
    assert finding.at == "AlarmConfiguration.IgnorePollAlarmFailure"


@pytest.mark.parametrize(
    "group",
    [
        pytest.param({}, id="default"),
        pytest.param(
            {"AlarmConfiguration": ALARMS | {"IgnorePollAlarmFailure": False}}, id="stops"
        ),
        pytest.param(
            {"AlarmConfiguration": ALARMS | {"IgnorePollAlarmFailure": {"Ref": "Unknown"}}},
            id="unknown",
        ),
        pytest.param(
            {"AlarmConfiguration": {"Enabled": False, "IgnorePollAlarmFailure": True}},
            id="no alarms",
        ),
        pytest.param(
            {"AlarmConfiguration": ALARMS | {"Enabled": False, "IgnorePollAlarmFailure": True}},
            id="disabled",
        ),
    ],
)
def test_silent(judge: Judge, release: Release, group: dict[str, Any]) -> None:
    assert judge(rule, release(group=group)) == []
