from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_with_wildcard_actions import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


BUCKET = "arn:aws:s3:::bills/*"


@pytest.mark.parametrize(
    ("actions", "told"),
    [
        ("s3:*", "s3:*"),
        (["s3:GetObject", "SQS:*", "sns:*"], "SQS:* and sns:*"),
        ("*", "*"),
    ],
)
def test_all_of_a_service_is_told(judge: Judge, scene: Scene, actions: Any, told: str) -> None:
    [finding] = judge(rule, scene(scene.grant(actions, BUCKET)))

    assert finding.message == f"actions of functions must be named, got {told}"
    assert finding.fix == f"list the actions that the function calls instead of {told}"
    assert finding.at == "Policies.0.PolicyDocument.Statement.0.Action"


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param({"Action": "s3:Get*", "Resource": BUCKET}, id="some of a service"),
        pytest.param({"Action": "s3:GetObject", "Resource": "*"}, id="an action"),
        pytest.param({"Action": "*", "Resource": "*"}, id="an administrator"),
        pytest.param({"Action": "iam:*", "Resource": "*"}, id="all of IAM on everything"),
        pytest.param({"Action": "s3:*", "Resource": "*", "Effect": "Deny"}, id="nothing"),
        pytest.param(
            {"Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"a": "b"}}}, id="perhaps"
        ),
        pytest.param({"Action": {"Ref": "Unknown"}, "Resource": "*"}, id="an action unknown"),
        pytest.param({"NotAction": "s3:*", "Resource": "*"}, id="all but"),
    ],
)
def test_silent(judge: Judge, scene: Scene, statement: dict[str, Any]) -> None:
    assert judge(rule, scene({"Effect": "Allow"} | statement)) == []


def test_all_of_iam_on_some_resources_is_told_here(judge: Judge, scene: Scene) -> None:
    roles = "arn:aws:iam::123456789012:role/tenants/*"

    assert len(judge(rule, scene(scene.grant("iam:*", roles)))) == 1


def test_a_policy_that_is_attached_is_told_where_it_stands(judge: Judge, scene: Scene) -> None:
    resources = scene(Rights=scene.policy(scene.grant("sqs:SendMessage"), scene.grant("sqs:*")))

    [finding] = judge(rule, resources)

    assert finding.resource.logical_id == "Rights"
    assert finding.at == "PolicyDocument.Statement.1.Action"


def test_the_role_of_another_service_is_not_judged(judge: Judge, scene: Scene) -> None:
    trust = {"AssumeRolePolicyDocument": scene.trust({"Service": "ec2.amazonaws.com"})}
    resources = scene(scene.grant("s3:*"), role=trust)
    del resources["Bill"]

    assert judge(rule, resources) == []
