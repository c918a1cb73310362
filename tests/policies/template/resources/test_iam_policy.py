from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.iam_policy import ManagedPolicy, Policy, RolePolicy
from policies.template.resources.role import Role
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.resources.iam_policy import AttachedPolicy
    from tests.policies.conftest import TemplateOf

VIEWS = {view.type_name: view for view in (Policy, RolePolicy, ManagedPolicy)}


@pytest.fixture
def policy(template_of: TemplateOf) -> Any:
    def made(type_name: str, **properties: Any) -> AttachedPolicy:
        resources = {
            "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "biller"}},
            "Policy": {"Type": type_name, "Properties": properties},
        }
        return template_of(resources).of(VIEWS[type_name])[0]

    return made


@pytest.mark.parametrize("name", [{"Ref": "Role"}, "biller"])
def test_the_roles_it_is_attached_to_are_found(policy: Any, name: Any) -> None:
    for made in (
        policy("AWS::IAM::Policy", Roles=[name, name]),
        policy("AWS::IAM::ManagedPolicy", Roles=[name]),
        policy("AWS::IAM::RolePolicy", RoleName=name),
    ):
        assert made.roles == made.template.of(Role)


def test_a_role_elsewhere_is_left_out_and_an_unknown_one_is_told(policy: Any, unknown: Any) -> None:
    assert policy("AWS::IAM::Policy", Roles=["somebody-elses"]).roles == []
    assert policy("AWS::IAM::Policy", Roles=["somebody-elses", unknown]).roles == [None]
    assert policy("AWS::IAM::Policy", Roles=unknown).roles == [None]
    assert policy("AWS::IAM::ManagedPolicy").roles == []
    assert policy("AWS::IAM::RolePolicy", RoleName=unknown).roles == [None]


def test_the_name_of_a_managed_policy_is_known_absent_or_unresolved(
    policy: Any, unknown: Any
) -> None:
    assert policy("AWS::IAM::ManagedPolicy", ManagedPolicyName="own").name == "own"
    assert policy("AWS::IAM::ManagedPolicy").name is None
    named = policy("AWS::IAM::ManagedPolicy", ManagedPolicyName=unknown).name
    assert isinstance(named, Unresolved)


def test_the_document_says_where_it_stands(policy: Any) -> None:
    statement = {"Effect": "Allow", "Action": ["sqs:*"], "Resource": "*"}
    made = policy("AWS::IAM::Policy", PolicyDocument={"Statement": [statement]})

    assert made.document.statements[0].at == "PolicyDocument.Statement.0"
    assert made.document.statements[0].holder is made


def test_the_name_that_is_cut_out_of_an_arn_is_the_roles(policy: Any) -> None:
    resource = {"Fn::Select": [5, {"Fn::Split": [":", {"Fn::GetAtt": ["Role", "Arn"]}]}]}
    name = {"Fn::Select": [1, {"Fn::Split": ["/", resource]}]}

    made = policy("AWS::IAM::Policy", Roles=[name])

    assert [role.logical_id for role in made.roles] == ["Role"]
