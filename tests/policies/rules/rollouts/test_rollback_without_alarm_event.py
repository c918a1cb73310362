from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollback_without_alarm_event import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


def test_a_rollback_that_no_alarm_starts_is_found(judge: Judge, release: Release) -> None:
    events = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_REQUEST"]
    rollback = {"AutoRollbackConfiguration": {"Enabled": True, "Events": events}}
    [finding] = judge(rule, release(group=rollback))

    assert finding.message == (
        "rollback must cover DEPLOYMENT_STOP_ON_ALARM where alarms stop the rollout, got "
        "DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_REQUEST"
    )
    assert finding.fix == "add DEPLOYMENT_STOP_ON_ALARM to Events"
    assert finding.at == "AutoRollbackConfiguration.Events"


FAILURE_ONLY = {"AutoRollbackConfiguration": {"Enabled": True, "Events": ["DEPLOYMENT_FAILURE"]}}


@pytest.mark.parametrize(
    "group",
    [
        pytest.param({}, id="covered"),
        pytest.param(FAILURE_ONLY | {"AlarmConfiguration": None}, id="no alarm"),
        pytest.param(
            FAILURE_ONLY | {"AlarmConfiguration": {"Ref": "Unknown"}}, id="alarms unknown"
        ),
        pytest.param(
            FAILURE_ONLY | {"AlarmConfiguration": {"Enabled": False, "Alarms": [{"Name": "a"}]}},
            id="alarms disabled",
        ),
        pytest.param(
            {"AutoRollbackConfiguration": {"Enabled": True, "Events": {"Ref": "Unknown"}}},
            id="events unknown",
        ),
        pytest.param(
            {"AutoRollbackConfiguration": {"Enabled": True, "Events": [{"Ref": "Unknown"}]}},
            id="an event unknown",
        ),
        pytest.param(
            {"AutoRollbackConfiguration": {"Enabled": True}}, id="rollback-without-events says it"
        ),
        pytest.param(
            {"AutoRollbackConfiguration": {"Enabled": False, "Events": ["DEPLOYMENT_FAILURE"]}},
            id="no rollback at all",
        ),
    ],
)
def test_silent(judge: Judge, release: Release, group: dict[str, Any]) -> None:
    assert judge(rule, release(group=group)) == []
