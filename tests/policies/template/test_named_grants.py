from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.named_grants import granted_by_name
from policies.template.resources.function import Function

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

BUCKET_ARN = {"Fn::GetAtt": ["Photos", "Arn"]}


@pytest.fixture
def granted(template_of: TemplateOf) -> Any:
    """The action that a function's role is granted on a bucket by one statement."""

    def action(resource: Any, **statement: Any) -> str | None:
        own = {"Effect": "Allow", "Action": "s3:*", "Resource": resource} | statement
        policy = {"PolicyName": "p", "PolicyDocument": {"Statement": [own]}}
        template = template_of(
            {
                "Photos": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "photos"}},
                "Other": {"Type": "AWS::S3::Bucket"},
                "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [policy]}},
                "Fn": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"Role": {"Fn::GetAtt": ["Role", "Arn"]}},
                },
            }
        )
        [function] = template.of(Function)
        return granted_by_name(function, template.resources["Photos"], "s3:PutObject", "s3:Get")

    return action


@pytest.mark.parametrize(
    "resource",
    [
        BUCKET_ARN,
        {"Fn::Sub": "${Photos.Arn}/*"},
        {"Fn::Join": ["", [BUCKET_ARN, "/*"]]},
        {"Fn::Sub": "arn:${AWS::Partition}:s3:::${Photos}/*"},
        "arn:aws:s3:::photos/*",
        ["arn:aws:s3:::others", "arn:aws:s3:::photos*"],
    ],
)
def test_the_resource_is_known_however_it_is_named(granted: Any, resource: Any) -> None:
    assert granted(resource) == "s3:PutObject"


@pytest.mark.parametrize(
    "resource",
    [
        "*",
        "arn:aws:s3:::*",
        "arn:aws:s3:::photos-of-others/*",
        "arn:aws:sqs:r:1:photos",
        {"Fn::Sub": "${Photos.Arn}/small/*"},
        {"Fn::Sub": "${Photos.Arn}/${Unknown}"},
        {"Fn::GetAtt": ["Other", "Arn"]},
        {"Ref": "Unknown"},
    ],
)
def test_anything_else_does_not_name_it(granted: Any, resource: Any) -> None:
    assert granted(resource) is None


@pytest.mark.parametrize(
    "statement",
    [
        {"Effect": "Deny"},
        {"Effect": {"Ref": "Unknown"}},
        {"Action": "s3:ListBucket"},
        {"Action": {"Ref": "Unknown"}},
        {"Condition": {"Bool": {"aws:SecureTransport": "true"}}},
    ],
)
def test_what_grants_nothing_for_certain_does_not_count(granted: Any, statement: Any) -> None:
    assert granted(BUCKET_ARN, **statement) is None


def test_the_first_of_the_actions_that_is_granted_is_told(granted: Any) -> None:
    assert granted(BUCKET_ARN, Action="s3:Get") == "s3:Get"


def test_a_name_that_is_made_of_parts_is_known_by_them(template_of: TemplateOf) -> None:
    name = "photos-${AWS::AccountId}"
    statement = {
        "Effect": "Allow",
        "Action": "s3:PutObject",
        "Resource": {"Fn::Sub": f"arn:${{AWS::Partition}}:s3:::{name}/*"},
    }
    policy = {"PolicyName": "p", "PolicyDocument": {"Statement": [statement]}}
    template = template_of(
        {
            "Photos": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Fn::Sub": name}}},
            "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [policy]}},
            "Fn": {
                "Type": "AWS::Lambda::Function",
                "Properties": {"Role": {"Fn::GetAtt": ["Role", "Arn"]}},
            },
        }
    )
    [function] = template.of(Function)

    assert granted_by_name(function, template.resources["Photos"], "s3:PutObject") == "s3:PutObject"
