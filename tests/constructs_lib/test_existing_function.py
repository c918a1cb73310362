"""Release.around: a function that somebody else made, released as ours are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import App, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Template

from constructs_lib import ConstructError, Promotion, Release, VersionedFunction
from tests.constructs_lib.conftest import code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from constructs import Construct

    MakeFunction = Callable[..., VersionedFunction]
    Resources = Callable[[str], Mapping[str, Any]]


def legacy(scope: Construct) -> lambda_.Function:
    return lambda_.Function(
        scope,
        "Legacy",
        code=code(),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_14,
    )


def test_its_versions_are_published_and_stay(stack: Stack) -> None:
    Release.around(legacy(stack), "live")

    template = Template.from_stack(stack)
    [(version_id, version)] = template.find_resources("AWS::Lambda::Version").items()
    [alias] = template.find_resources("AWS::Lambda::Alias").values()
    assert alias["Properties"]["FunctionVersion"] == {"Fn::GetAtt": [version_id, "Version"]}
    assert version["DeletionPolicy"] == "RetainExceptOnCreate"
    assert version["UpdateReplacePolicy"] == "Retain"


def test_it_is_shifted_and_watched_like_our_own(stack: Stack, resources: Resources) -> None:
    release = Release.around(legacy(stack), "live")

    [group] = resources("AWS::CodeDeploy::DeploymentGroup").values()
    [alarm] = resources("AWS::CloudWatch::Alarm")
    assert len(release.alarms) == 1
    assert group["AlarmConfiguration"]["Alarms"] == [{"Name": {"Ref": alarm}}]


def test_it_takes_every_prop_of_a_release(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    release = Release.around(
        legacy(stack), "live", promotion=Promotion.pinned("7"), before=make_function("Smoke")
    )

    [alias] = resources("AWS::Lambda::Alias").values()
    assert release.promotion == Promotion.pinned("7")
    assert alias["FunctionVersion"] == "7"


def test_it_is_in_the_stack_of_the_function(app: App) -> None:
    other = Stack(app, "Other")
    Release.around(legacy(other), "live")

    Template.from_stack(other).resource_count_is("AWS::CodeDeploy::DeploymentGroup", 1)


def test_a_grant_reaches_the_function_s_role(stack: Stack, resources: Resources) -> None:
    release = Release.around(legacy(stack), "live")
    s3.Bucket.from_bucket_name(stack, "Bucket", "readings").grant_read(release)

    [policy] = resources("AWS::IAM::Policy").values()
    [role] = [role for role in resources("AWS::IAM::Role") if role.startswith("Legacy")]
    assert policy["Roles"] == [{"Ref": role}]


def test_a_name_is_released_once_however_often_it_is_wrapped(stack: Stack) -> None:
    function = legacy(stack)
    Release.around(function, "BETA")
    Release.around(function, "PROD")

    with pytest.raises(ConstructError) as refused:
        Release.around(function, "PROD")

    assert str(refused.value) == "alias name must be unique on a function, got 'PROD' twice"


def test_what_publishes_no_version_is_refused(stack: Stack, make_function: MakeFunction) -> None:
    alias = make_function().release("live").alias
    imported = lambda_.Function.from_function_name(stack, "Imported", "legacy")
    functions: tuple[Any, ...] = (make_function("Second"), alias, imported)
    seen = []
    for function in functions:
        with pytest.raises(ConstructError) as refused:
            Release.around(function, "live")
        seen.append(str(refused.value))

    wanted = "function must be a Function that this app makes, got"
    assert seen[0] == f"{wanted} VersionedFunction"
    assert seen[1] == f"{wanted} Alias"
    assert seen[2].startswith(wanted)


def test_the_function_of_a_versioned_function_is_refused(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        Release.around(make_function().function, "live")

    assert str(refused.value) == (
        "function must be made without a VersionedFunction, got the function of one; use its "
        "release()"
    )


def test_a_release_of_an_l2_function_says_how_it_is_made(stack: Stack) -> None:
    with pytest.raises(ConstructError) as refused:
        Release(legacy(stack), "live")  # type: ignore[arg-type]

    assert str(refused.value) == (
        "function must be a VersionedFunction, got Function; Release.around() takes others"
    )
