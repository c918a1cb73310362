from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.policy_action_malformed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


@pytest.mark.parametrize("action", ["GetObject", "s3-GetObject", "", "Get*"])
def test_an_action_without_its_service_is_told(judge: Judge, scene: Scene, action: str) -> None:
    [finding] = judge(rule, scene(scene.grant(["s3:GetObject", action])))

    assert finding.message == (
        f"action must be * or a service, a colon and an action, got {action!r}"
    )
    assert finding.fix == f"put the service before it, such as s3:{action or 'GetObject'}"
    assert finding.at == "Policies.0.PolicyDocument.Statement.0.Action"


def test_what_is_denied_is_refused_as_well(judge: Judge, scene: Scene) -> None:
    assert len(judge(rule, scene(scene.grant("GetObject", Effect="Deny")))) == 1


@pytest.mark.parametrize(
    "actions", ["*", "s3:GetObject", "s3:*", ["s3:Get*"], {"Ref": "Unknown"}, [{"Ref": "Unknown"}]]
)
def test_silent(judge: Judge, scene: Scene, actions: Any) -> None:
    assert judge(rule, scene(scene.grant(actions))) == []


def test_the_policy_of_another_service_is_not_judged(judge: Judge, scene: Scene) -> None:
    policy = scene.policy(scene.grant("GetObject"), Roles=["somebody-elses"])

    assert judge(rule, scene(Rights=policy)) == []
