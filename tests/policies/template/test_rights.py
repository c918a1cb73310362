from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.environment import Environment, share_accounts
from policies.template.resources.role import Role
from policies.template.rights import aws_policy_name
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.rights import Rights
    from policies.template.template import Template
    from tests.policies.conftest import TemplateOf

BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
SEND = "sqs:SendMessage"
CONDITIONS = {
    "Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]},
    "Never": {"Fn::Equals": ["a", "b"]},
}


def document(action: Any = SEND, resource: Any = "*", **elements: Any) -> dict[str, Any]:
    statement = {"Effect": "Allow", "Action": action, "Resource": resource, **elements}
    return {"Version": "2012-10-17", "Statement": [statement]}


def inline(action: Any = SEND, resource: Any = "*", **elements: Any) -> list[dict[str, Any]]:
    return [{"PolicyName": "own", "PolicyDocument": document(action, resource, **elements)}]


def attached(kind: str = "Policy", **properties: Any) -> dict[str, Any]:
    return {
        "Type": f"AWS::IAM::{kind}",
        "Properties": {"PolicyDocument": document(), "Roles": [{"Ref": "Role"}]} | properties,
    }


def resources(others: dict[str, Any] | None = None, **properties: Any) -> dict[str, Any]:
    return {
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "biller"} | properties},
        "Orders": {"Type": "AWS::SQS::Queue"},
        "Returns": {"Type": "AWS::SQS::Queue"},
        **(others or {}),
    }


@pytest.fixture
def rights(template_of: TemplateOf) -> Any:
    def made(
        others: dict[str, Any] | None = None,
        environment: Environment | None = None,
        sections: dict[str, Any] | None = None,
        **properties: Any,
    ) -> Rights:
        template = template_of(
            resources(others, **properties), environment, Conditions=CONDITIONS, **(sections or {})
        )
        return template.of(Role)[0].rights

    return made


def arn(template: Template, name: str) -> Any:
    return template.intrinsics.resolve({"Fn::GetAtt": [name, "Arn"]})


def test_a_role_without_policies_may_do_nothing(rights: Any) -> None:
    assert rights().may(SEND) is False


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"Policies": inline()}, id="inline"),
        pytest.param({"Policies": inline("sqs:*")}, id="by a wildcard"),
        pytest.param({"Policies": inline(Condition={"Bool": {}})}, id="under a condition"),
        pytest.param(
            {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/AmazonSQSFullAccess"]}, id="AWS's"
        ),
        pytest.param(
            {"ManagedPolicyArns": ["arn:aws-cn:iam::aws:policy/PowerUserAccess"]}, id="China's"
        ),
        pytest.param(
            {
                "ManagedPolicyArns": [
                    {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess"}
                ]
            },
            id="the administrator's",
        ),
        pytest.param({"ManagedPolicyArns": [{"Ref": "Own"}]}, id="the account's own"),
    ],
)
def test_a_role_may_do_what_its_policies_allow(rights: Any, properties: Any) -> None:
    own = {"Own": attached("ManagedPolicy", Roles=[])}

    assert rights(own, **properties).may(SEND) is True


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param(attached(), id="a policy"),
        pytest.param(attached(Roles=["biller"]), id="a policy by the role's name"),
        pytest.param(attached("RolePolicy", Roles=None, RoleName={"Ref": "Role"}), id="a role's"),
        pytest.param(attached("ManagedPolicy"), id="a managed policy"),
        pytest.param({**attached(), "Condition": "Perhaps"}, id="a policy that may be left out"),
    ],
)
def test_a_role_may_do_what_is_attached_to_it(rights: Any, policy: Any) -> None:
    assert rights({"Policy": policy}).may(SEND) is True


def test_a_policy_of_another_role_or_never_created_gives_nothing(rights: Any) -> None:
    others = {
        "Other": attached(Roles=["somebody-elses"]),
        "Never": {**attached(), "Condition": "Never"},
    }

    assert rights(others).may(SEND) is False


def test_a_policy_of_another_stack_counts(rights: Any, template_of: TemplateOf) -> None:
    here, there, elsewhere = Environment(), Environment(), Environment("1", "eu-west-1")
    share_accounts([here, there, elsewhere])
    policy = {"Policy": attached(Roles=["biller"])}
    template_of(policy, there)

    assert rights(environment=here).may(SEND) is True
    assert rights(environment=elsewhere).may(SEND) is False


@pytest.mark.parametrize(
    ("others", "properties"),
    [
        pytest.param({}, {"Policies": {"Ref": "Unknown"}}, id="inline policies"),
        pytest.param({}, {"Policies": inline({"Ref": "Unknown"})}, id="an action"),
        pytest.param({}, {"Policies": inline(Effect={"Ref": "Unknown"})}, id="an effect"),
        pytest.param({}, {"ManagedPolicyArns": [{"Ref": "Unknown"}]}, id="a managed policy"),
        pytest.param({}, {"ManagedPolicyArns": {"Ref": "Unknown"}}, id="managed policies"),
        pytest.param(
            {},
            {"ManagedPolicyArns": ["arn:aws:iam::123456789012:policy/own"]},
            id="a policy of the account",
        ),
        pytest.param(
            {}, {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/Newest"]}, id="a policy not known"
        ),
        pytest.param(
            {},
            {"ManagedPolicyArns": [{"Fn::If": ["Perhaps", BASIC, {"Ref": "AWS::NoValue"}]}]},
            id="a policy perhaps",
        ),
        pytest.param({"Policy": attached(Roles={"Ref": "Unknown"})}, {}, id="a policy's roles"),
        pytest.param({"Policy": attached(PolicyDocument={"Ref": "Unknown"})}, {}, id="a document"),
    ],
)
def test_what_is_not_known_may_allow_it(rights: Any, others: Any, properties: Any) -> None:
    assert isinstance(rights(others, **properties).may(SEND), Unresolved)


@pytest.mark.parametrize(
    ("others", "transform"),
    [
        ({"Link": {"Type": "AWS::Serverless::Connector"}}, "AWS::Serverless-2016-10-31"),
        ({"T": {"Type": "AWS::SNS::Topic", "Connectors": {}}}, "AWS::Serverless-2016-10-31"),
        ({}, "OurOwnMacro"),
    ],
)
def test_what_a_macro_or_a_connector_grants_is_not_known(
    rights: Any, others: Any, transform: str
) -> None:
    made = rights(others, sections={"Transform": transform}, Policies=[], ManagedPolicyArns=[])

    assert isinstance(made.may(SEND), Unresolved)


def test_what_sam_has_expanded_is_known(rights: Any) -> None:
    sam = {"Transform": "AWS::Serverless-2016-10-31"}

    assert rights(sections=sam).may(SEND) is False


def test_a_policy_of_aws_is_known_but_for_some_services(rights: Any) -> None:
    made = rights(ManagedPolicyArns=["arn:aws:iam::aws:policy/SecretsManagerReadWrite"])

    assert made.may("secretsmanager:GetSecretValue") is True
    assert isinstance(made.may("lambda:InvokeFunction"), Unresolved)
    assert made.may(SEND) is False


def test_an_exported_role_may_get_rights_where_nobody_sees_it(rights: Any) -> None:
    value = {"Value": {"Fn::GetAtt": ["Role", "Arn"]}}
    exported = {"Outputs": {"Role": {**value, "Export": {"Name": "role"}}}}

    assert isinstance(rights(sections=exported).may(SEND), Unresolved)
    assert rights(sections={"Outputs": {"Role": value}}).may(SEND) is False


def test_a_right_on_one_resource_is_none_on_another(template_of: TemplateOf) -> None:
    template = template_of(resources(Policies=inline(resource={"Fn::GetAtt": ["Orders", "Arn"]})))
    rights = template.of(Role)[0].rights

    assert rights.may(SEND, arn(template, "Orders")) is True
    assert rights.may(SEND, arn(template, "Returns")) is False
    assert rights.may(SEND) is True


def test_what_denies_gives_nothing(rights: Any) -> None:
    assert rights(Policies=inline("*", Effect="Deny")).may(SEND) is False


def test_what_is_certainly_lacking_is_told(rights: Any) -> None:
    made = rights(Policies=inline("sqs:Receive*"))

    assert made.lacks("sqs:DeleteMessage")
    assert not made.lacks("sqs:ReceiveMessage")


def test_a_role_that_its_resource_lets_in_lacks_nothing(rights: Any) -> None:
    statement = {"Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Resource": "*"}
    policy = {
        "Type": "AWS::SQS::QueuePolicy",
        "Properties": {"PolicyDocument": {"Statement": [statement]}, "Queues": []},
    }
    made = rights({"Open": policy})

    assert made.may(SEND) is False
    assert not made.lacks(SEND)


def test_the_statements_that_grant_an_action_are_found(rights: Any) -> None:
    made = rights(Policies=[*inline(), *inline("sns:*"), *inline("*", Effect="Deny")])

    assert [found.actions for found in made.granting(SEND)] == [[SEND]]


def test_the_name_of_a_policy_of_aws_is_what_follows_policy() -> None:
    assert aws_policy_name(BASIC) == "service-role/AWSLambdaBasicExecutionRole"
    assert aws_policy_name("arn:aws:iam::123456789012:policy/own") is None
    assert aws_policy_name("AdministratorAccess") is None
