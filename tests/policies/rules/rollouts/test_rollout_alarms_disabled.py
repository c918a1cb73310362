from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollout_alarms_disabled import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


def test_alarms_that_do_not_count_are_found(judge: Judge, release: Release) -> None:
    alarms = {"Enabled": False, "Alarms": [{"Name": "a"}, {"Name": "b"}]}
    [finding] = judge(rule, release(group={"AlarmConfiguration": alarms}))

    assert finding.message == (
        "alarms of a rollout must be enabled to stop it, got Enabled: false with 2"
    )
    assert finding.fix == "set Enabled to true, or take the alarms off the list"
    assert finding.at == "AlarmConfiguration.Enabled"


@pytest.mark.parametrize(
    "group",
    [
        pytest.param({}, id="enabled"),
        pytest.param(
            {"AlarmConfiguration": {"Enabled": False}},
            id="as the CDK writes a group without alarms",
        ),
        pytest.param(
            {"AlarmConfiguration": {"Enabled": {"Ref": "Unknown"}, "Alarms": [{"Name": "a"}]}},
            id="enabled unknown",
        ),
        pytest.param(
            {"AlarmConfiguration": {"Enabled": False, "Alarms": {"Ref": "Unknown"}}},
            id="alarms unknown",
        ),
        pytest.param({"AlarmConfiguration": {"Alarms": [{"Name": "a"}]}}, id="not said"),
    ],
)
def test_silent(judge: Judge, release: Release, group: dict[str, Any]) -> None:
    assert judge(rule, release(group=group)) == []
