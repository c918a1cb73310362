from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_is_admin import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


AWS = "arn:aws:iam::aws:policy"


@pytest.mark.parametrize(
    ("actions", "resource"),
    [("*", "*"), (["*"], ["*"]), (["s3:GetObject", "*:*"], "*")],
)
def test_everything_on_everything_is_told(
    judge: Judge, scene: Scene, actions: Any, resource: Any
) -> None:
    [finding] = judge(rule, scene(scene.grant(actions, resource)))

    assert finding.message == (
        "rights of functions must be named, got every action on every resource"
    )
    assert finding.fix == (
        "list the actions that the function calls, and the ARNs it calls them on"
    )
    assert finding.at == "Policies.0.PolicyDocument.Statement.0.Action"
    assert finding.resource.logical_id == "BillRole"


@pytest.mark.parametrize("name", ["AdministratorAccess", "PowerUserAccess"])
def test_a_managed_policy_of_administrators_is_told(judge: Judge, scene: Scene, name: str) -> None:
    [finding] = judge(rule, scene(managed=[f"{AWS}/ReadOnlyAccess", f"{AWS}/{name}"]))

    assert finding.message == f"rights of functions must be named, got {name}"
    assert finding.at == "ManagedPolicyArns.1"


@pytest.mark.parametrize("kind", ["Policy", "ManagedPolicy"])
def test_a_policy_that_is_attached_is_told_where_it_stands(
    judge: Judge, scene: Scene, kind: str
) -> None:
    resources = scene(Rights=scene.policy(scene.grant("*"), kind=kind))

    [finding] = judge(rule, resources)

    assert finding.resource.logical_id == "Rights"
    assert finding.at == "PolicyDocument.Statement.0.Action"


def test_a_policy_that_two_roles_list_is_told_once(judge: Judge, scene: Scene) -> None:
    rights = scene.policy(scene.grant("*"), kind="ManagedPolicy", Roles=[])
    resources = scene(managed=[{"Ref": "Rights"}], Rights=rights)
    resources["OtherRole"] = resources["BillRole"]

    assert len(judge(rule, resources)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param({"Action": "s3:*", "Resource": "*"}, id="all of a service"),
        pytest.param({"Action": "*", "Resource": "arn:aws:s3:::b/*"}, id="all on a resource"),
        pytest.param({"Action": "*", "Resource": "*", "Effect": "Deny"}, id="nothing"),
        pytest.param(
            {"Action": "*", "Resource": "*", "Condition": {"Bool": {"a": "b"}}}, id="perhaps"
        ),
        pytest.param({"Action": {"Ref": "Unknown"}, "Resource": "*"}, id="an action unknown"),
        pytest.param({"Action": "*", "Resource": {"Ref": "Unknown"}}, id="a resource unknown"),
    ],
)
def test_silent(judge: Judge, scene: Scene, statement: dict[str, Any]) -> None:
    assert judge(rule, scene({"Effect": "Allow"} | statement)) == []


def test_a_role_of_something_else_is_not_judged(judge: Judge, scene: Scene) -> None:
    resources = scene(
        scene.grant("*"),
        managed=[f"{AWS}/AdministratorAccess"],
        role={"AssumeRolePolicyDocument": scene.trust({"Service": "ec2.amazonaws.com"})},
    )
    del resources["Bill"]

    assert judge(rule, resources) == []


def test_a_role_that_lambda_may_assume_is_judged_without_a_function(
    judge: Judge, scene: Scene
) -> None:
    resources = scene(scene.grant("*"))
    del resources["Bill"]

    assert len(judge(rule, resources)) == 1
