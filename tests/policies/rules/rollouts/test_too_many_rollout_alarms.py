from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.too_many_rollout_alarms import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


def alarms(count: int) -> dict[str, Any]:
    return {"AlarmConfiguration": {"Alarms": [{"Name": f"a{number}"} for number in range(count)]}}


def test_more_alarms_than_any_account_gets_are_found(judge: Judge, release: Release) -> None:
    [finding] = judge(rule, release(group=alarms(51)))

    assert finding.message == "alarms of a deployment group must be at most 50, got 51"
    assert finding.fix == "list 10 alarms or fewer"
    assert finding.at == "AlarmConfiguration.Alarms"


@pytest.mark.parametrize(
    "group",
    [
        pytest.param(alarms(50), id="as many as the quota"),
        pytest.param(alarms(0), id="none"),
        pytest.param({"AlarmConfiguration": {"Alarms": {"Ref": "Unknown"}}}, id="unknown"),
    ],
)
def test_silent(judge: Judge, release: Release, group: dict[str, Any]) -> None:
    assert judge(rule, release(group=group)) == []


def test_a_group_of_servers_is_not_judged(judge: Judge, release: Release) -> None:
    servers = {"Shift": release(group=alarms(51) | {"DeploymentConfigName": None})["Shift"]}
    servers["Shift"]["Properties"]["ApplicationName"] = "servers"

    assert judge(rule, servers) == []
