from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollback_without_events import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


@pytest.mark.parametrize("rollback", [{"Enabled": True}, {"Enabled": "true", "Events": []}])
def test_a_rollback_that_nothing_starts_is_found(
    judge: Judge, release: Release, rollback: Any
) -> None:
    [finding] = judge(rule, release(group={"AutoRollbackConfiguration": rollback}))

    assert finding.message == "enabled rollback must list at least 1 event, got none"
    assert finding.fix == (
        "set Events to DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM and DEPLOYMENT_STOP_ON_REQUEST"
    )
    assert finding.at == "AutoRollbackConfiguration.Events"


@pytest.mark.parametrize(
    "group",
    [
        pytest.param({}, id="events listed"),
        pytest.param({"AutoRollbackConfiguration": {"Enabled": False}}, id="disabled"),
        pytest.param(
            {"AutoRollbackConfiguration": {"Enabled": {"Ref": "Unknown"}}}, id="enabled unknown"
        ),
        pytest.param(
            {"AutoRollbackConfiguration": {"Enabled": True, "Events": {"Ref": "Unknown"}}},
            id="events unknown",
        ),
        pytest.param({"AutoRollbackConfiguration": None}, id="absent"),
    ],
)
def test_silent(judge: Judge, release: Release, group: dict[str, Any]) -> None:
    assert judge(rule, release(group=group)) == []
