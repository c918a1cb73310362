from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.function import Function
from policies.template.resources.role import Role
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

WRITE_LOGS = {"Statement": {"Effect": "Allow", "Action": "logs:PutLogEvents", "Resource": "*"}}


@pytest.fixture
def role(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> Role:
        resources = {"Role": {"Type": "AWS::IAM::Role", "Properties": properties}}
        return template_of(resources).of(Role)[0]

    return made


def test_the_name_is_known_absent_or_unresolved(role: Any, unknown: Any) -> None:
    assert role(RoleName="biller").name == "biller"
    assert role().name is None
    assert isinstance(role(RoleName=unknown).name, Unresolved)


def test_inline_policies_say_where_they_stand(role: Any) -> None:
    policies = [{"Ref": "AWS::NoValue"}, {"PolicyName": "logs", "PolicyDocument": WRITE_LOGS}]

    [document] = role(Policies=policies).inline_policies

    assert document.is_complete
    assert document.statements[0].at == "Policies.1.PolicyDocument.Statement"
    assert document.statements[0].actions == ["logs:PutLogEvents"]


def test_a_role_without_inline_policies_has_none(role: Any, unknown: Any) -> None:
    assert role().inline_policies == []
    assert isinstance(role(Policies=unknown).inline_policies, Unresolved)
    assert not role(Policies=[unknown]).inline_policies[0].is_complete


def test_managed_policies_are_listed(role: Any, unknown: Any) -> None:
    assert role(ManagedPolicyArns=["arn:aws:iam::aws:policy/A"]).managed_policies == [
        "arn:aws:iam::aws:policy/A"
    ]
    assert role().managed_policies == []
    assert isinstance(role(ManagedPolicyArns=unknown).managed_policies, Unresolved)


def test_the_trust_tells_who_may_assume_it(role: Any) -> None:
    trust = {
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ]
    }

    [statement] = role(AssumeRolePolicyDocument=trust).trust.statements

    assert statement.principals == {"Service": ["lambda.amazonaws.com"]}
    assert statement.at == "AssumeRolePolicyDocument.Statement.0"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({"Fn::GetAtt": ["Role", "Arn"]}, id="its ARN"),
        pytest.param("arn:aws:iam::123456789012:role/biller", id="its ARN, written"),
        pytest.param("arn:aws:iam::123456789012:role/app/biller", id="with a path"),
        pytest.param({"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/biller"}, id="by Sub"),
        pytest.param({"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/${Role}"}, id="by its Ref"),
    ],
)
def test_a_function_has_the_role_that_it_names(template_of: TemplateOf, value: Any) -> None:
    resources = {
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "biller"}},
        "Bill": {"Type": "AWS::Lambda::Function", "Properties": {"Role": value}},
    }

    template = template_of(resources)
    [function], [role] = template.of(Function), template.of(Role)

    assert function.role is role
    assert role.functions == [function]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("arn:aws:iam::123456789012:role/other", id="another role"),
        pytest.param({"Ref": "Unknown"}, id="a role unknown"),
        pytest.param(
            {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/${Unknown}biller"},
            id="a name known in part",
        ),
        pytest.param({"Fn::GetAtt": ["Bill", "Arn"]}, id="no role"),
        pytest.param(None, id="none"),
    ],
)
def test_a_role_that_the_template_does_not_hold_is_none(
    template_of: TemplateOf, value: Any
) -> None:
    resources = {
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "biller"}},
        "Bill": {"Type": "AWS::Lambda::Function", "Properties": {"Role": value}},
    }

    assert template_of(resources).of(Function)[0].role is None


@pytest.mark.parametrize(
    ("principal", "trusts"),
    [
        ({"Service": "lambda.amazonaws.com"}, True),
        ({"Service": ["sns.amazonaws.com", "lambda.amazonaws.com"]}, True),
        ({"Service": {"Fn::Sub": "lambda.${AWS::URLSuffix}"}}, True),
        ({"Service": "ec2.amazonaws.com"}, False),
        ({"AWS": "*"}, False),
    ],
)
def test_a_role_tells_whether_it_trusts_lambda(role: Any, principal: Any, *, trusts: bool) -> None:
    said = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    made = role(AssumeRolePolicyDocument={"Statement": [said]})

    assert made.trusts_lambda is trusts
    assert made.is_for_functions is trusts


@pytest.mark.parametrize("trust", [None, {"Statement": [{"Ref": "Unknown"}]}, {"Ref": "Unknown"}])
def test_whom_a_role_trusts_may_be_unknown(role: Any, trust: Any) -> None:
    assert isinstance(role(AssumeRolePolicyDocument=trust).trusts_lambda, Unresolved)


def test_the_managed_policies_of_the_assembly_are_found(template_of: TemplateOf) -> None:
    listed = [{"Ref": "Own"}, "arn:aws:iam::aws:policy/A"]
    resources = {
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"ManagedPolicyArns": listed}},
        "Own": {"Type": "AWS::IAM::ManagedPolicy"},
    }
    template = template_of(resources)

    assert template.of(Role)[0].own_managed_policies == [template.resources["Own"]]
