"""A released function in our words and in those of the CDK: the same template, at another price.

test_round_trips.py counts what each asks of the Node process, benchmarks/constructs.py times them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from constructs_lib import VersionedFunction

if TYPE_CHECKING:
    from aws_cdk import Stack

SOURCE = "def handler(event, context): ..."


def ours(stack: Stack, construct_id: str, code: lambda_.Code, **props: Any) -> None:
    VersionedFunction(stack, construct_id, code=code, handler="index.handler", **props).release(
        "live"
    )


def codedeploy_of(stack: Stack) -> tuple[codedeploy.LambdaApplication, iam.Role]:
    shared = Construct(stack, "LambdaReleases")
    application = codedeploy.LambdaApplication(shared, "Application")
    role = iam.Role(
        shared,
        "Role",
        assumed_by=iam.ServicePrincipal("codedeploy.amazonaws.com"),
        description="CodeDeploy shifts the traffic of this stack's Lambda aliases",
    )
    return application, role


def plain(
    stack: Stack,
    construct_id: str,
    application: codedeploy.LambdaApplication,
    codedeploy_role: iam.Role,
) -> None:
    scope = Construct(stack, construct_id)
    log_group = logs.LogGroup(scope, "Logs", retention=logs.RetentionDays.ONE_MONTH)
    role = iam.Role(scope, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
    log_group.grant_write(role)
    function = lambda_.Function(
        scope,
        "Function",
        code=lambda_.Code.from_inline(SOURCE),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_14,
        architecture=lambda_.Architecture.ARM_64,
        memory_size=256,
        timeout=Duration.seconds(10),
        role=role,
        log_group=log_group,
        logging_format=lambda_.LoggingFormat.JSON,
        application_log_level_v2=lambda_.ApplicationLogLevel.INFO,
        tracing=lambda_.Tracing.ACTIVE,
        current_version_options=lambda_.VersionOptions(
            removal_policy=RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
        ),
    )
    alias = lambda_.Alias(
        scope, "Release-live", alias_name="live", version=function.current_version
    )
    alarm = cloudwatch.Alarm(
        alias,
        "Errors",
        alarm_description="the version being released to live fails: roll it back",
        metric=cloudwatch.Metric(
            namespace="AWS/Lambda",
            metric_name="Errors",
            dimensions_map={
                "FunctionName": function.function_name,
                "Resource": f"{function.function_name}:live",
                "ExecutedVersion": function.current_version.version,
            },
            statistic="Sum",
            period=Duration.minutes(1),
        ),
        threshold=1,
        comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        datapoints_to_alarm=1,
        evaluation_periods=5,
        treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
    )
    codedeploy.LambdaDeploymentGroup(
        alias,
        "DeploymentGroup",
        alias=alias,
        application=application,
        role=codedeploy_role,
        deployment_config=codedeploy.LambdaDeploymentConfig.CANARY_10_PERCENT_5_MINUTES,
        alarms=[alarm],
        auto_rollback=codedeploy.AutoRollbackConfig(stopped_deployment=True),
    )
