"""Who may call what, and how far a role reaches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from aws_cdk import App, PermissionsBoundary, Stack
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Template

from constructs_lib import ConstructError, Rollout, VersionedFunction

Resources = Callable[[str], Mapping[str, Any]]
MakeFunction = Callable[..., VersionedFunction]

BOUNDARY = "arn:aws:iam::123456789012:policy/boundary"


def test_each_alias_has_a_policy_of_its_own(
    make_function: MakeFunction, resources: Resources
) -> None:
    function = make_function()
    beta = function.release("BETA", rollout=Rollout.all_at_once())
    prod = function.release("PROD", rollout=Rollout.all_at_once())
    beta.grant_invoke(iam.AccountPrincipal("111111111111"))
    prod.grant_invoke(iam.ServicePrincipal("events.amazonaws.com"))

    aliases = {
        each["Name"]: {"Ref": name} for name, each in resources("AWS::Lambda::Alias").items()
    }
    permissions = {
        each["Principal"]: each["FunctionName"]
        for each in resources("AWS::Lambda::Permission").values()
    }
    assert permissions == {
        "111111111111": aliases["BETA"],
        "events.amazonaws.com": aliases["PROD"],
    }


def test_a_caller_s_role_may_invoke_the_alias_and_no_version_past_it(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    caller = iam.Role(stack, "Caller", assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"))
    make_function().release("live").grant_invoke(caller)

    [alias] = resources("AWS::Lambda::Alias")
    [policy] = [
        each for name, each in resources("AWS::IAM::Policy").items() if name.startswith("Caller")
    ]
    assert policy["PolicyDocument"]["Statement"] == [
        {"Action": "lambda:InvokeFunction", "Effect": "Allow", "Resource": {"Ref": alias}}
    ]


def test_the_role_has_no_managed_policy(make_function: MakeFunction, resources: Resources) -> None:
    make_function().release("live")

    [role] = [
        role
        for role in resources("AWS::IAM::Role").values()
        if "lambda.amazonaws.com" in str(role["AssumeRolePolicyDocument"])
    ]
    assert "ManagedPolicyArns" not in role


def test_a_boundary_bounds_the_role(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    boundary = iam.ManagedPolicy.from_managed_policy_arn(stack, "Boundary", BOUNDARY)
    make_function(permissions_boundary=boundary)

    [role] = resources("AWS::IAM::Role").values()
    assert role["PermissionsBoundary"] == BOUNDARY


def test_a_boundary_of_the_stack_bounds_every_role(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live")
    boundary = iam.ManagedPolicy.from_managed_policy_arn(stack, "Boundary", BOUNDARY)
    iam.PermissionsBoundary.of(stack).apply(boundary)

    boundaries = [role["PermissionsBoundary"] for role in resources("AWS::IAM::Role").values()]
    assert boundaries == [BOUNDARY, BOUNDARY]  # the function's, and CodeDeploy's


def test_a_boundary_that_the_stack_is_given_bounds_every_role(
    app: App, make_function: MakeFunction
) -> None:
    stack = Stack(app, "Bounded", permissions_boundary=PermissionsBoundary.from_arn(BOUNDARY))
    make_function(scope=stack).release("live")

    roles = Template.from_stack(stack).find_resources("AWS::IAM::Role").values()
    boundaries = [role["Properties"]["PermissionsBoundary"] for role in roles]
    assert boundaries == [BOUNDARY, BOUNDARY]


def test_a_role_that_is_given_has_its_own_boundary(
    stack: Stack, make_function: MakeFunction
) -> None:
    boundary = iam.ManagedPolicy.from_managed_policy_arn(stack, "Boundary", BOUNDARY)
    role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))

    with pytest.raises(ConstructError) as both:
        make_function(role=role, permissions_boundary=boundary)
    with pytest.raises(ConstructError) as arn:
        make_function(permissions_boundary=BOUNDARY)

    assert str(both.value) == ("permissions_boundary must be on the role that is given, got both")
    assert str(arn.value) == (
        "permissions_boundary must be an IManagedPolicy such as "
        f"ManagedPolicy.from_managed_policy_name(...), got {BOUNDARY!r}"
    )
