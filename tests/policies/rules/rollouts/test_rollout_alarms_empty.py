from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollout_alarms_empty import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


@pytest.mark.parametrize("alarms", [{"Enabled": True}, {"Enabled": "true", "Alarms": []}])
def test_enabled_alarms_that_are_none_are_found(
    judge: Judge, release: Release, alarms: Any
) -> None:
    [finding] = judge(rule, release(group={"AlarmConfiguration": alarms}))

    assert finding.message == "enabled alarm configuration must list at least 1 alarm, got none"
    assert finding.fix == "list an alarm on the errors of the alias in Alarms"
    assert finding.at == "AlarmConfiguration.Alarms"


@pytest.mark.parametrize(
    "group",
    [
        pytest.param({}, id="an alarm"),
        pytest.param({"AlarmConfiguration": {"Enabled": False}}, id="disabled"),
        pytest.param({"AlarmConfiguration": None}, id="absent"),
        pytest.param(
            {"AlarmConfiguration": {"Enabled": True, "Alarms": {"Ref": "Unknown"}}},
            id="alarms unknown",
        ),
        pytest.param(
            {"AlarmConfiguration": {"Enabled": True, "Alarms": [{"Ref": "Unknown"}]}},
            id="an alarm unknown",
        ),
    ],
)
def test_silent(judge: Judge, release: Release, group: dict[str, Any]) -> None:
    assert judge(rule, release(group=group)) == []
