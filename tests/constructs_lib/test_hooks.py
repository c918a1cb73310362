"""Hooks know the version they try, may call it and nothing else, and may report."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import App, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Template

from constructs_lib import ConstructError, Promotion, Release, Rollout, VersionedFunction
from tests.constructs_lib.conftest import code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    MakeFunction = Callable[..., VersionedFunction]
    Resources = Callable[[str], Mapping[str, Any]]


def plain_function(stack: Stack, construct_id: str = "Smoke") -> lambda_.Function:
    return lambda_.Function(
        stack,
        construct_id,
        code=code(),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_14,
    )


def statements_of(template: Template, role: str) -> list[Mapping[str, Any]]:
    return [
        statement
        for policy in template.find_resources("AWS::IAM::Policy").values()
        if policy["Properties"]["Roles"] == [{"Ref": role}]
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
    ]


def only(template: Template, type_name: str, starting: str) -> tuple[str, Any]:
    [found] = [
        (logical_id, resource)
        for logical_id, resource in template.find_resources(type_name).items()
        if logical_id.startswith(starting)
    ]
    return found


def test_codedeploy_calls_the_hooks_before_and_after(
    stack: Stack, make_function: MakeFunction
) -> None:
    before, after = make_function("Smoke"), plain_function(stack, "Watch")
    make_function().release("live", before=before, after=after)

    template = Template.from_stack(stack)
    smoke, _ = only(template, "AWS::Lambda::Function", "Smoke")
    watch, _ = only(template, "AWS::Lambda::Function", "Watch")
    _, alias = only(template, "AWS::Lambda::Alias", "Detector")
    update = alias["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]
    assert update["BeforeAllowTrafficHook"] == {"Ref": smoke}
    assert update["AfterAllowTrafficHook"] == {"Ref": watch}


@pytest.mark.parametrize("prop", ["before", "after"])
def test_a_hook_is_told_the_version_and_may_call_exactly_that(
    stack: Stack, make_function: MakeFunction, prop: str
) -> None:
    hook: Any = {prop: make_function("Smoke")}
    make_function().release("live", **hook)

    template = Template.from_stack(stack)
    version, _ = only(template, "AWS::Lambda::Version", "Detector")
    _, hook = only(template, "AWS::Lambda::Function", "Smoke")
    role, _ = only(template, "AWS::IAM::Role", "Smoke")
    [invoke] = [
        each for each in statements_of(template, role) if each["Action"] == "lambda:InvokeFunction"
    ]
    assert hook["Properties"]["Environment"]["Variables"] == {"NEW_VERSION_ARN": {"Ref": version}}
    assert invoke["Resource"] == {"Ref": version}


def test_a_hook_of_a_pinned_release_knows_the_version_that_is_pinned(
    stack: Stack, make_function: MakeFunction
) -> None:
    make_function().release(
        "PROD",
        promotion=Promotion.parameter("ProdVersion", default="1"),
        before=make_function("Smoke"),
    )

    template = Template.from_stack(stack)
    detector, _ = only(template, "AWS::Lambda::Function", "Detector")
    _, hook = only(template, "AWS::Lambda::Function", "Smoke")
    role, _ = only(template, "AWS::IAM::Role", "Smoke")
    arn = {"Fn::Join": ["", [{"Fn::GetAtt": [detector, "Arn"]}, ":", {"Ref": "ProdVersion"}]]}
    assert hook["Properties"]["Environment"]["Variables"] == {"NEW_VERSION_ARN": arn}
    assert arn in [each["Resource"] for each in statements_of(template, role)]


def test_a_hook_may_report_on_its_own_deployment_group(
    stack: Stack, make_function: MakeFunction
) -> None:
    make_function().release("live", before=make_function("Smoke"))

    template = Template.from_stack(stack)
    role, _ = only(template, "AWS::IAM::Role", "Smoke")
    group, _ = only(template, "AWS::CodeDeploy::DeploymentGroup", "Detector")
    [report] = [
        each
        for each in statements_of(template, role)
        if each["Action"] == "codedeploy:PutLifecycleEventHookExecutionStatus"
    ]
    assert report["Resource"]["Fn::Join"][1][-1] == {"Ref": group}


def test_codedeploy_may_call_the_hooks_and_no_version_of_them(
    stack: Stack, make_function: MakeFunction
) -> None:
    make_function().release("live", before=make_function("Smoke"))

    template = Template.from_stack(stack)
    role, _ = only(template, "AWS::IAM::Role", "LambdaReleases")
    smoke, _ = only(template, "AWS::Lambda::Function", "Smoke")
    assert statements_of(template, role) == [
        {
            "Action": "lambda:InvokeFunction",
            "Effect": "Allow",
            "Resource": {"Fn::GetAtt": [smoke, "Arn"]},
        }
    ]


def test_the_alias_waits_until_codedeploy_may_call_the_hook(
    stack: Stack, make_function: MakeFunction
) -> None:
    make_function().release("live", before=make_function("Smoke"))

    template = Template.from_stack(stack)
    policy, _ = only(template, "AWS::IAM::Policy", "DetectorRelease")
    _, alias = only(template, "AWS::Lambda::Alias", "Detector")
    assert alias["DependsOn"] == [policy]


def awaited_by(resources: Mapping[str, Any], logical_id: str) -> set[str]:
    """What CloudFormation makes or updates before the resource."""
    found: set[str] = set()
    ahead = [logical_id]
    while ahead:
        text = json.dumps(resources[ahead.pop()])
        names = set(re.findall(r'"(\w+)"', text)) & resources.keys() - found
        found |= names
        ahead += names
    return found


def test_traffic_moves_when_the_hook_knows_the_version_and_may_do_its_work(
    stack: Stack, make_function: MakeFunction
) -> None:
    make_function().release("live", before=make_function("Smoke"))

    template = Template.from_stack(stack)
    alias, _ = only(template, "AWS::Lambda::Alias", "Detector")
    policy, _ = only(template, "AWS::IAM::Policy", "Smoke")
    smoke, _ = only(template, "AWS::Lambda::Function", "Smoke")
    version, _ = only(template, "AWS::Lambda::Version", "Detector")
    awaited = awaited_by(template.to_json()["Resources"], alias)
    assert awaited >= {smoke, policy, version}
    assert alias not in awaited


def test_a_hook_may_call_a_release_that_has_hooks_itself(
    stack: Stack, make_function: MakeFunction
) -> None:
    ledger = make_function("Ledger").release("live", before=make_function("LedgerSmoke"))
    smoke = make_function("Smoke", environment={"LEDGER": ledger.alias.function_arn})
    ledger.grant_invoke(smoke)
    make_function().release("live", before=smoke)

    Template.from_stack(stack)  # raises where resources wait for each other


def test_one_function_may_be_both_hooks(stack: Stack, make_function: MakeFunction) -> None:
    smoke = make_function("Smoke")
    make_function().release("live", before=smoke, after=smoke)

    template = Template.from_stack(stack)
    _, alias = only(template, "AWS::Lambda::Alias", "Detector")
    update = alias["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]
    assert update["BeforeAllowTrafficHook"] == update["AfterAllowTrafficHook"]


def test_the_released_function_is_no_hook_of_itself(make_function: MakeFunction) -> None:
    function = make_function()
    for hook in (function, function.function):
        with pytest.raises(ConstructError) as refused:
            function.release("live", before=hook)

        assert str(refused.value) == ("before must be a function of its own, got the released one")


def test_a_hook_serves_one_release(make_function: MakeFunction) -> None:
    smoke = make_function("Smoke")
    function = make_function()
    function.release("BETA", before=smoke)

    with pytest.raises(ConstructError) as refused:
        function.release("PROD", after=smoke)

    assert str(refused.value) == "after must serve one release, got a hook of BETA"


def test_a_hook_of_another_stack_is_refused(app: App, make_function: MakeFunction) -> None:
    smoke = make_function("Smoke", scope=Stack(app, "Other"))

    with pytest.raises(ConstructError) as refused:
        make_function().release("live", before=smoke)

    assert str(refused.value) == ("before must be of the stack of the release, got one of another")


def test_only_a_function_is_a_hook(stack: Stack, make_function: MakeFunction) -> None:
    alias = make_function("Smoke").release("live").alias
    imported = lambda_.Function.from_function_name(stack, "Imported", "smoke")
    hooks: tuple[Any, ...] = (alias, imported, "smoke")
    seen: list[str] = []
    for hook in hooks:
        with pytest.raises(ConstructError) as refused:
            make_function(f"Detector{len(seen)}").release("live", before=hook)
        seen.append(str(refused.value))

    wanted = "before must be a VersionedFunction or a Function, got"
    assert seen[0] == f"{wanted} Alias"
    assert seen[1].startswith(wanted)
    assert seen[2] == f"{wanted} 'smoke'"


def test_a_refused_hook_serves_nobody(make_function: MakeFunction) -> None:
    smoke, function = make_function("Smoke"), make_function()
    with pytest.raises(ConstructError):
        function.release("live", before=smoke, after=function)

    live = function.release("live", before=smoke)

    assert isinstance(live, Release)


def test_an_all_at_once_rollout_is_tried_first(stack: Stack, make_function: MakeFunction) -> None:
    make_function().release("live", rollout=Rollout.all_at_once(), before=make_function("Smoke"))

    template = Template.from_stack(stack)
    _, alias = only(template, "AWS::Lambda::Alias", "Detector")
    _, group = only(template, "AWS::CodeDeploy::DeploymentGroup", "Detector")
    config = group["Properties"]["DeploymentConfigName"]
    assert "BeforeAllowTrafficHook" in alias["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]
    assert config == "CodeDeployDefault.LambdaAllAtOnce"


def test_functions_do_not_wait_for_each_other_as_hooks(make_function: MakeFunction) -> None:
    first, second, third = (make_function(each) for each in ("First", "Second", "Third"))
    first.release("live", before=second)
    second.release("live", before=third)

    with pytest.raises(ConstructError) as refused:
        third.release("live", after=first)

    assert str(refused.value) == "after must not wait for the released function, got one it tries"


ROLES: Mapping[str, Callable[[Stack], iam.IRole]] = {
    "made": lambda stack: iam.Role(
        stack, "Shared", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com")
    ),
    "imported": lambda stack: iam.Role.from_role_arn(
        stack, "Shared", "arn:aws:iam::123456789012:role/shared"
    ),
}


@pytest.mark.parametrize("role", ROLES)
def test_a_hook_has_a_role_of_its_own(stack: Stack, make_function: MakeFunction, role: str) -> None:
    shared = ROLES[role](stack)

    with pytest.raises(ConstructError) as refused:
        make_function(role=shared).release("live", before=make_function("Smoke", role=shared))

    assert str(refused.value) == ("before must have a role of its own, got the released function's")


def test_a_role_that_nobody_changes_serves_the_hook_as_well(
    stack: Stack, make_function: MakeFunction
) -> None:
    shared = ROLES["made"](stack)
    assert isinstance(shared, iam.Role)
    fixed = shared.without_policy_updates()
    make_function(role=fixed).release("live", before=make_function("Smoke", role=fixed))

    Template.from_stack(stack)  # raises where resources wait for each other
