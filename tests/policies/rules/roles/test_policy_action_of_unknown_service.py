from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.policy_action_of_unknown_service import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


@pytest.mark.parametrize(
    ("action", "right"),
    [
        ("bedrock-runtime:InvokeModel", "bedrock:InvokeModel"),
        ("eventbridge:PutEvents", "events:PutEvents"),
        ("StepFunctions:StartExecution", "states:StartExecution"),
    ],
)
def test_what_iam_calls_the_service_is_told(
    judge: Judge, scene: Scene, action: str, right: str
) -> None:
    [finding] = judge(rule, scene(scene.grant(["s3:GetObject", action])))

    assert finding.message == f"service of an action must be one that IAM knows, got {action}"
    assert finding.fix == f"write {right}"
    assert finding.at == "Policies.0.PolicyDocument.Statement.0.Action"


def test_a_policy_that_is_attached_is_told_where_it_stands(judge: Judge, scene: Scene) -> None:
    policy = scene.policy(scene.grant("efs:ClientMount"))

    [finding] = judge(rule, scene(Rights=policy))

    assert finding.resource.logical_id == "Rights"


@pytest.mark.parametrize(
    "actions",
    [
        pytest.param(["bedrock-runtime:InvokeModel", "bedrock:InvokeModel"], id="both"),
        pytest.param(["bedrock-runtime:InvokeModel", "bedrock:*"], id="all of the right one"),
        pytest.param("bedrock:InvokeModel", id="the right one"),
        pytest.param("some-new-service:Do", id="a service not known"),
        pytest.param({"Ref": "Unknown"}, id="unknown"),
    ],
)
def test_silent(judge: Judge, scene: Scene, actions: Any) -> None:
    assert judge(rule, scene(scene.grant(actions))) == []


def test_what_other_policies_grant_may_be_the_right_one(judge: Judge, scene: Scene) -> None:
    resources = scene(scene.grant("bedrock-runtime:InvokeModel"), managed=[{"Ref": "Unknown"}])

    assert judge(rule, resources) == []


def test_the_role_of_another_service_is_not_judged(judge: Judge, scene: Scene) -> None:
    trust = {"AssumeRolePolicyDocument": scene.trust({"Service": "ec2.amazonaws.com"})}
    resources = scene(scene.grant("efs:ClientMount"), role=trust)
    del resources["Bill"]

    assert judge(rule, resources) == []
