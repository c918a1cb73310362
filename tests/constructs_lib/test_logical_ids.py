"""What users do to their code does not replace what they have deployed.

Another logical id is another resource: CloudFormation deletes the alias that callers have, or the
deployment group in the middle of a rollout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from aws_cdk import App, Duration, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk.assertions import Template

from constructs_lib import AlarmPolicy, Promotion, Release, Rollout, VersionedFunction

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Build: TypeAlias = Callable[[Stack, VersionedFunction], object]

CODE = "def handler(event, context): ..."


def function_in(stack: Stack, construct_id: str = "Detector", **props: Any) -> VersionedFunction:
    code = lambda_.Code.from_inline(CODE)
    return VersionedFunction(stack, construct_id, code=code, handler="index.handler", **props)


def resources(build: Build, **props: Any) -> Mapping[str, str]:
    """The type of each resource but the versions, which are to change, by logical id."""
    stack = Stack(App(builtin_cloud_formation_validation=False), "Scene")
    build(stack, function_in(stack, **props))
    return {
        logical_id: resource["Type"]
        for logical_id, resource in Template.from_stack(stack).to_json()["Resources"].items()
        if resource["Type"] != "AWS::Lambda::Version"
    }


def before(_: Stack, function: VersionedFunction) -> None:
    function.release("BETA", rollout=Rollout.all_at_once())
    function.release("PROD")


def reordered(_: Stack, function: VersionedFunction) -> None:
    function.release("PROD")
    function.release("BETA", rollout=Rollout.all_at_once())


def promoted_by_number(_: Stack, function: VersionedFunction) -> None:
    function.release("BETA", rollout=Rollout.all_at_once())
    function.release("PROD", promotion=Promotion.pinned("7"))


def with_other_rollouts(_: Stack, function: VersionedFunction) -> None:
    function.release("BETA", rollout=Rollout.all_at_once())
    function.release(
        "PROD",
        rollout=Rollout.linear(10, every=Duration.minutes(3)),
        alarm=AlarmPolicy(errors=3),
    )


@pytest.mark.parametrize("after", [reordered, promoted_by_number, with_other_rollouts])
def test_nothing_is_replaced(after: Build) -> None:
    assert resources(after) == resources(before)


def with_one_more_in_front(stack: Stack, function: VersionedFunction) -> None:
    function.release("DEV", rollout=Rollout.all_at_once())
    before(stack, function)


def with_another_function(stack: Stack, function: VersionedFunction) -> None:
    function_in(stack, "Archiver").release("PROD")
    before(stack, function)


def with_a_rollout_of_its_own(_: Stack, function: VersionedFunction) -> None:
    function.release("BETA", rollout=Rollout.all_at_once())
    function.release("PROD", rollout=Rollout.canary(25, bake=Duration.hours(1)))


def with_a_parameter(_: Stack, function: VersionedFunction) -> None:
    function.release("BETA", rollout=Rollout.all_at_once())
    function.release("PROD", promotion=Promotion.parameter("ProdVersion", default="7"))


def with_hooks_and_a_topic(stack: Stack, function: VersionedFunction) -> None:
    function.release("BETA", rollout=Rollout.all_at_once())
    function.release(
        "PROD",
        before=function_in(stack, "Smoke"),
        after=function_in(stack, "Watch"),
        notify=sns.Topic(stack, "Told"),
    )


@pytest.mark.parametrize(
    "after",
    [
        with_one_more_in_front,
        with_another_function,
        with_a_rollout_of_its_own,
        with_a_parameter,
        with_hooks_and_a_topic,
    ],
)
def test_what_is_added_replaces_nothing(after: Build) -> None:
    assert resources(after).items() >= resources(before).items()
    assert len(resources(after)) >= len(resources(before))


def test_another_version_replaces_no_alias() -> None:
    assert resources(before, memory_mb=512) == resources(before)


def test_a_split_leaves_the_alias_where_it_is() -> None:
    def split(_: Stack, function: VersionedFunction) -> None:
        function.release("BETA", rollout=Rollout.all_at_once())
        function.release("PROD", rollout=Rollout.split(10, to=Promotion.pinned("6")))

    gone = resources(before).items() - resources(split).items()
    assert {type_name for _, type_name in gone} == {
        "AWS::CloudWatch::Alarm",
        "AWS::CodeDeploy::DeploymentGroup",
    }


def test_a_function_that_is_wrapped_stays_what_it_was() -> None:
    def existing(release: bool) -> Mapping[str, Any]:  # noqa: FBT001 - local, and named below
        stack = Stack(App(builtin_cloud_formation_validation=False), "Scene")
        function = lambda_.Function(
            stack,
            "Legacy",
            code=lambda_.Code.from_inline(CODE),
            handler="index.handler",
            runtime=lambda_.Runtime.PYTHON_3_14,
        )
        if release:
            Release.around(function, "live")
        resources: Mapping[str, Any] = Template.from_stack(stack).to_json()["Resources"]
        return resources

    alone, wrapped = existing(release=False), existing(release=True)

    assert {logical_id: wrapped[logical_id] for logical_id in alone} == alone
