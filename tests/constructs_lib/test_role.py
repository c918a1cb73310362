"""The role of a function: its own is in test_function.py, here are those that are given."""

from collections.abc import Callable, Mapping
from typing import Any

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3

from constructs_lib import VersionedFunction

Resources = Callable[[str], Mapping[str, Any]]
MakeFunction = Callable[..., VersionedFunction]

ROLE_ARN = "arn:aws:iam::123456789012:role/central/detector"


def statements_of(policy: Mapping[str, Any]) -> list[list[str]]:
    return [statement["Action"] for statement in policy["PolicyDocument"]["Statement"]]


def test_a_role_of_the_caller_s_is_used_and_granted_what_our_own_would_get(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    shared = iam.Role(stack, "Shared", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
    function = make_function(role=shared)
    s3.Bucket.from_bucket_name(stack, "Bucket", "readings").grant_read(function)

    [role] = resources("AWS::IAM::Role")
    [policy] = resources("AWS::IAM::Policy").values()
    [properties] = resources("AWS::Lambda::Function").values()
    assert function.role is shared
    assert properties["Role"] == {"Fn::GetAtt": [role, "Arn"]}
    assert policy["Roles"] == [{"Ref": role}]
    logs, traces, reads = statements_of(policy)
    assert logs == ["logs:CreateLogStream", "logs:PutLogEvents"]
    assert traces == ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
    assert "s3:GetObject*" in reads


def test_functions_may_share_a_role(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    shared = iam.Role(stack, "Shared", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
    make_function("Detector", role=shared).release("live")
    make_function("Archiver", role=shared).release("live")

    [policy] = resources("AWS::IAM::Policy").values()
    log_groups = policy["PolicyDocument"]["Statement"][0]["Resource"]
    assert {arn["Fn::GetAtt"][0] for arn in log_groups} == resources("AWS::Logs::LogGroup").keys()


def test_an_imported_role_gets_its_grants_as_a_policy_of_the_stack(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    make_function(role=iam.Role.from_role_arn(stack, "Central", ROLE_ARN)).release("live")

    [policy] = resources("AWS::IAM::Policy").values()
    [function] = resources("AWS::Lambda::Function").values()
    assert function["Role"] == ROLE_ARN
    assert policy["Roles"] == ["detector"]
    assert statements_of(policy) == [
        ["logs:CreateLogStream", "logs:PutLogEvents"],
        ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
    ]


def test_an_imported_role_that_may_not_change_stays_as_it_is(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    central = iam.Role.from_role_arn(stack, "Central", ROLE_ARN, mutable=False)
    release = make_function(role=central).release("live")
    s3.Bucket.from_bucket_name(stack, "Bucket", "readings").grant_read(release)

    [function] = resources("AWS::Lambda::Function").values()
    assert function["Role"] == ROLE_ARN
    assert resources("AWS::IAM::Policy") == {}


def test_a_role_without_policy_updates_is_taken(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    role = iam.Role(stack, "Shared", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
    make_function(role=role.without_policy_updates()).release("live")

    assert resources("AWS::IAM::Policy") == {}
