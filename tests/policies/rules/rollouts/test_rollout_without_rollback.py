from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollout_without_rollback import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


def test_a_rollout_without_rollback_is_found(judge: Judge, release: Release) -> None:
    [finding] = judge(rule, release(group={"AutoRollbackConfiguration": None}))

    assert finding.message == (
        "canary of 10 % for 5 min must be rolled back when it fails, got no "
        "AutoRollbackConfiguration"
    )
    assert finding.fix == (
        "set Enabled to true and Events to DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM and "
        "DEPLOYMENT_STOP_ON_REQUEST"
    )
    assert finding.at == "AutoRollbackConfiguration"


def test_a_disabled_rollback_is_none(judge: Judge, release: Release) -> None:
    [finding] = judge(rule, release(group={"AutoRollbackConfiguration": {"Enabled": "false"}}))

    assert finding.message.endswith("got Enabled: false")
    assert finding.at == "AutoRollbackConfiguration.Enabled"


@pytest.mark.parametrize(
    "group",
    [
        pytest.param({}, id="enabled"),
        pytest.param({"AutoRollbackConfiguration": {"Ref": "Unknown"}}, id="unknown"),
        pytest.param(
            {"AutoRollbackConfiguration": {"Enabled": {"Ref": "Unknown"}}}, id="enabled unknown"
        ),
        pytest.param(
            {"AutoRollbackConfiguration": {"Events": ["DEPLOYMENT_FAILURE"]}},
            id="whether it is enabled is not said",
        ),
        pytest.param(
            {
                "AutoRollbackConfiguration": None,
                "DeploymentConfigName": "CodeDeployDefault.LambdaAllAtOnce",
            },
            id="all at once",
        ),
        pytest.param(
            {"AutoRollbackConfiguration": None, "DeploymentConfigName": {"Ref": "Unknown"}},
            id="strategy unknown",
        ),
    ],
)
def test_silent(judge: Judge, release: Release, group: dict[str, Any]) -> None:
    assert judge(rule, release(group=group)) == []
