from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_may_pass_any_role import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


@pytest.mark.parametrize(
    "resource",
    ["*", "arn:aws:iam::*:role/*", "arn:aws:iam::123456789012:role/*", "arn:aws:iam::*:*"],
)
@pytest.mark.parametrize("action", ["iam:PassRole", "iam:passrole", "iam:Pass*"])
def test_every_role_is_told(judge: Judge, scene: Scene, action: str, resource: str) -> None:
    [finding] = judge(rule, scene(scene.grant(["s3:GetObject", action], resource)))

    assert finding.message == f"roles that may be passed must be named, got {resource}"
    assert finding.fix == (
        "list the ARN of the role to pass, with a condition on iam:PassedToService"
    )
    assert finding.at == "Policies.0.PolicyDocument.Statement.0.Resource"


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(
            {"Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/task"}, id="one role"
        ),
        pytest.param(
            {"Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/tasks/*"}, id="below a path"
        ),
        pytest.param(
            {
                "Action": "iam:PassRole",
                "Resource": "*",
                "Condition": {"StringEquals": {"iam:PassedToService": "ecs.amazonaws.com"}},
            },
            id="to one service",
        ),
        pytest.param({"Action": "iam:PassRole", "Resource": {"Ref": "Unknown"}}, id="unknown"),
        pytest.param({"Action": {"Ref": "Unknown"}, "Resource": "*"}, id="an action unknown"),
        pytest.param({"Action": "iam:GetRole", "Resource": "*"}, id="another action"),
        pytest.param({"Action": "*", "Resource": "*"}, id="an administrator"),
        pytest.param({"Action": "iam:*", "Resource": "*"}, id="all of IAM"),
        pytest.param({"NotAction": "s3:*", "Resource": "*"}, id="all but"),
        pytest.param({"Action": "iam:PassRole", "NotResource": "arn:x"}, id="all but some"),
    ],
)
def test_silent(judge: Judge, scene: Scene, statement: dict[str, Any]) -> None:
    assert judge(rule, scene({"Effect": "Allow"} | statement)) == []
