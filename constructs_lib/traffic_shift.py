"""How CodeDeploy comes to move the traffic of an alias."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_codedeploy as codedeploy

from constructs_lib.deployments import Deployments
from constructs_lib.notifications import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import Stack
    from aws_cdk import aws_cloudwatch as cloudwatch
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_sns as sns

    from constructs_lib.hooks import Hooks
    from policies.domain.rollouts import Strategy


def shift(
    alias: lambda_.Alias,
    version: lambda_.IVersion,
    strategy: Strategy,
    *,
    stack: Stack,
    alarms: Sequence[cloudwatch.CfnAlarm],
    hooks: Hooks,
    notify: sns.ITopic | None,
) -> codedeploy.LambdaDeploymentGroup:
    """Each new version takes over the alias by the strategy; what fails is rolled back."""
    deployments = Deployments.of(stack)
    group = codedeploy.LambdaDeploymentGroup(
        alias,
        "DeploymentGroup",
        alias=alias,
        application=deployments.application,
        role=deployments.role,
        deployment_config=deployments.config(strategy),
        alarms=list(alarms),
        auto_rollback=codedeploy.AutoRollbackConfig(stopped_deployment=True),
    )
    if hooks:
        hooks.attach(alias, version, group, deployments.role)
    if notify is not None:
        tell(notify, group, deployments.role)
    return group
