from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resource_policies import may_be_let_in
from policies.template.resources.role import Role

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

ROLES = {"Role": {"Type": "AWS::IAM::Role"}, "Other": {"Type": "AWS::IAM::Role"}}


def lets_in(template_of: TemplateOf, action: str, type_name: str, **properties: Any) -> bool:
    resources = {**ROLES, "Holder": {"Type": type_name, "Properties": properties}}
    role = next(each for each in template_of(resources).of(Role) if each.logical_id == "Role")
    return may_be_let_in(role, action)


def statement(principal: Any, action: str = "sqs:*", effect: str = "Allow") -> dict[str, Any]:
    said = {"Effect": effect, "Principal": principal, "Action": action, "Resource": "*"}
    return {"Statement": [said]}


@pytest.mark.parametrize(
    "principal",
    [
        "*",
        {"AWS": "*"},
        {"AWS": {"Fn::GetAtt": ["Role", "Arn"]}},
        {"AWS": ["arn:aws:iam::123456789012:role/biller"]},
        {"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/biller"}},
        {"AWS": {"Ref": "Unknown"}},
        {"Ref": "Unknown"},
        {"Service": "lambda.amazonaws.com"},
    ],
)
def test_a_queue_lets_in_whom_its_policy_may_mean(template_of: TemplateOf, principal: Any) -> None:
    document = statement(principal)

    assert lets_in(template_of, "sqs:SendMessage", "AWS::SQS::QueuePolicy", PolicyDocument=document)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(statement({"AWS": {"Fn::GetAtt": ["Other", "Arn"]}}), id="another role"),
        pytest.param(statement({"AWS": "arn:aws:iam::123456789012:root"}), id="the account"),
        pytest.param(
            statement({"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}}),
            id="the account of the stack",
        ),
        pytest.param(statement({"AWS": "123456789012"}), id="the account's number"),
        pytest.param(statement({"Service": "sns.amazonaws.com"}), id="another service"),
        pytest.param(statement({"CanonicalUser": "x"}), id="somebody of S3"),
        pytest.param(statement("*", "sqs:ReceiveMessage"), id="another action"),
        pytest.param(statement("*", effect="Deny"), id="nobody"),
    ],
)
def test_a_queue_lets_in_nobody_else(template_of: TemplateOf, document: Any) -> None:
    assert not lets_in(
        template_of, "sqs:SendMessage", "AWS::SQS::QueuePolicy", PolicyDocument=document
    )


def test_a_policy_that_is_not_known_may_let_in(template_of: TemplateOf, unknown: Any) -> None:
    for document in (unknown, {"Statement": unknown}):
        assert lets_in(
            template_of, "sqs:SendMessage", "AWS::SQS::QueuePolicy", PolicyDocument=document
        )


@pytest.mark.parametrize(
    ("type_name", "properties"),
    [
        ("AWS::DynamoDB::Table", {"StreamSpecification": {"ResourcePolicy": {}}}),
        (
            "AWS::DynamoDB::GlobalTable",
            {"Replicas": [{"ReplicaStreamSpecification": {"ResourcePolicy": {}}}]},
        ),
        ("AWS::DynamoDB::GlobalTable", {"Replicas": {"Ref": "Unknown"}}),
    ],
)
def test_a_stream_with_a_policy_may_let_in(
    template_of: TemplateOf, type_name: str, properties: Any
) -> None:
    assert lets_in(template_of, "dynamodb:GetRecords", type_name, **properties)


@pytest.mark.parametrize(
    ("type_name", "properties"),
    [
        ("AWS::DynamoDB::Table", {}),
        ("AWS::DynamoDB::Table", {"StreamSpecification": {"StreamViewType": "NEW_IMAGE"}}),
        ("AWS::DynamoDB::GlobalTable", {"Replicas": [{"Region": "eu-west-1"}]}),
    ],
)
def test_a_stream_without_a_policy_lets_nobody_in(
    template_of: TemplateOf, type_name: str, properties: Any
) -> None:
    assert not lets_in(template_of, "dynamodb:GetRecords", type_name, **properties)


def test_a_permission_for_a_role_lets_in_and_one_for_a_service_does_not(
    template_of: TemplateOf,
) -> None:
    invoke, kind = "lambda:InvokeFunction", "AWS::Lambda::Permission"

    assert lets_in(template_of, invoke, kind, Principal="arn:aws:iam::123456789012:role/x")
    assert lets_in(template_of, invoke, kind, Principal={"Fn::GetAtt": ["Role", "Arn"]})
    assert not lets_in(template_of, invoke, kind, Principal="sns.amazonaws.com")


def test_an_event_bus_may_write_its_statement_without_a_list(template_of: TemplateOf) -> None:
    said = {"Effect": "Allow", "Principal": "*", "Action": "events:PutEvents", "Resource": "*"}

    assert lets_in(template_of, "events:PutEvents", "AWS::Events::EventBusPolicy", Statement=said)


def test_what_is_declared_elsewhere_may_have_any_policy(template_of: TemplateOf) -> None:
    template = template_of({**ROLES, "Orders": {"Type": "AWS::SQS::Queue"}})
    role = template.of(Role)[0]
    here = template.intrinsics.resolve({"Fn::GetAtt": ["Orders", "Arn"]})

    assert not may_be_let_in(role, "sqs:SendMessage", here)
    assert may_be_let_in(role, "sqs:SendMessage", "arn:aws:sqs:eu-west-1:123456789012:orders")
    assert not may_be_let_in(role, "xray:PutTraceSegments", "arn:aws:xray:::group")


def test_services_whose_resources_have_no_policies_let_nobody_in(template_of: TemplateOf) -> None:
    assert not lets_in(template_of, "xray:PutTraceSegments", "AWS::SQS::QueuePolicy")
