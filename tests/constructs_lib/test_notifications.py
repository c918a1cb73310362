"""Whoever is to know of a rollout is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk.assertions import Template

from constructs_lib import ConstructError, Rollout, VersionedFunction

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aws_cdk import Stack

    MakeFunction = Callable[..., VersionedFunction]
    Resources = Callable[[str], Mapping[str, Any]]


def test_the_topic_hears_how_every_rollout_starts_and_ends(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live", notify=sns.Topic(stack, "Told"))

    [topic] = resources("AWS::SNS::Topic")
    [group] = resources("AWS::CodeDeploy::DeploymentGroup").values()
    [trigger] = group["TriggerConfigurations"]
    assert trigger["TriggerTargetArn"] == {"Ref": topic}
    assert trigger["TriggerEvents"] == [
        "DeploymentStart",
        "DeploymentSuccess",
        "DeploymentFailure",
        "DeploymentStop",
        "DeploymentRollback",
    ]


def test_the_topic_hears_the_alarm(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live", notify=sns.Topic(stack, "Told"))

    [topic] = resources("AWS::SNS::Topic")
    [alarm] = resources("AWS::CloudWatch::Alarm").values()
    assert alarm["AlarmActions"] == [{"Ref": topic}]


def test_an_all_at_once_rollout_is_told_as_well(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    topic = sns.Topic(stack, "Told")
    make_function().release("live", rollout=Rollout.all_at_once(), notify=topic)

    [group] = resources("AWS::CodeDeploy::DeploymentGroup").values()
    assert len(group["TriggerConfigurations"]) == 1


def test_codedeploy_may_publish_before_the_first_rollout(
    stack: Stack, make_function: MakeFunction
) -> None:
    make_function().release("live", notify=sns.Topic(stack, "Told"))

    template = Template.from_stack(stack)
    [topic] = template.find_resources("AWS::SNS::Topic")
    [group] = template.find_resources("AWS::CodeDeploy::DeploymentGroup").values()
    [(policy, content)] = [
        (logical_id, each["Properties"]["PolicyDocument"]["Statement"])
        for logical_id, each in template.find_resources("AWS::IAM::Policy").items()
        if logical_id.startswith("LambdaReleases")
    ]
    assert content == [{"Action": "sns:Publish", "Effect": "Allow", "Resource": {"Ref": topic}}]
    assert group["DependsOn"] == [policy]


def test_codedeploy_may_use_the_key_of_the_topic(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    topic = sns.Topic(stack, "Told", master_key=kms.Key(stack, "Key"))
    make_function().release("live", notify=topic)

    actions = [
        action
        for logical_id, policy in resources("AWS::IAM::Policy").items()
        if logical_id.startswith("LambdaReleases")
        for statement in policy["PolicyDocument"]["Statement"]
        for action in statement["Action"]
        if action.startswith("kms:")
    ]
    assert actions == ["kms:Decrypt", "kms:GenerateDataKey*"]


def test_releases_share_a_topic(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    topic, function = sns.Topic(stack, "Told"), make_function()
    for name in ("BETA", "PROD"):
        function.release(name, notify=topic)

    groups = resources("AWS::CodeDeploy::DeploymentGroup").values()
    assert [len(group["TriggerConfigurations"]) for group in groups] == [1, 1]


def test_an_arn_is_no_topic(make_function: MakeFunction) -> None:
    arn = "arn:aws:sns:eu-west-1:123456789012:told"

    with pytest.raises(ConstructError) as refused:
        make_function().release("live", notify=arn)  # type: ignore[arg-type]

    assert str(refused.value) == f"notify must be an ITopic such as Topic(...), got {arn!r}"
