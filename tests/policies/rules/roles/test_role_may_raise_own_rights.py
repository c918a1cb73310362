from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_may_raise_own_rights import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


@pytest.mark.parametrize(
    ("actions", "told"),
    [
        ("iam:AttachRolePolicy", "iam:AttachRolePolicy"),
        (["iam:Put*", "iam:GetRole", "iam:CreateAccessKey"], "iam:Put* and iam:CreateAccessKey"),
        ("iam:*", "iam:*"),
        ("IAM:updateassumerolepolicy", "IAM:updateassumerolepolicy"),
    ],
)
def test_ways_to_raise_rights_on_everything_are_told(
    judge: Judge, scene: Scene, actions: Any, told: str
) -> None:
    [finding] = judge(rule, scene(scene.grant(actions)))

    assert finding.message == f"resources of {told} must be named, got *"
    assert finding.fix == (
        "list the roles that it manages, with a condition on iam:PermissionsBoundary"
    )
    assert finding.at == "Policies.0.PolicyDocument.Statement.0.Resource"


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(
            {"Action": "iam:PutRolePolicy", "Resource": "arn:aws:iam::*:role/t/*"}, id="some roles"
        ),
        pytest.param(
            {
                "Action": "iam:PutRolePolicy",
                "Resource": "*",
                "Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:x"}},
            },
            id="within a boundary",
        ),
        pytest.param({"Action": "iam:PassRole", "Resource": "*"}, id="passing a role"),
        pytest.param({"Action": ["iam:Get*", "iam:List*"], "Resource": "*"}, id="reading"),
        pytest.param({"Action": "*", "Resource": "*"}, id="an administrator"),
        pytest.param({"Action": {"Ref": "Unknown"}, "Resource": "*"}, id="an action unknown"),
        pytest.param({"Action": "iam:PutRolePolicy", "Resource": {"Ref": "Unknown"}}, id="unknown"),
    ],
)
def test_silent(judge: Judge, scene: Scene, statement: dict[str, Any]) -> None:
    assert judge(rule, scene({"Effect": "Allow"} | statement)) == []
