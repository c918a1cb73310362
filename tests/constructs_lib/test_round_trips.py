"""How often a construct asks the Node process of jsii: exact, unlike time, and most of its cost."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk.assertions import Template
from constructs import Construct
from jsii._kernel import Kernel

from constructs_lib import VersionedFunction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aws_cdk import App

SOURCE = "def handler(event, context): ..."

# Creates: construct, log group, role, function, release, alias, metric, alarm, deployment group.
# Gets: current version, function name, version number. Calls: the grant to write logs.
OURS = 13
# The same template, spelled the way the CDK's own examples spell it.
PLAIN = 22


@pytest.fixture
def round_trips(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """Counts the requests sent to the Node process within a block."""
    process = Kernel().provider._process  # type: ignore[attr-defined]
    send = process.send

    @contextmanager
    def counting() -> Iterator[list[str]]:
        requests: list[str] = []

        def counted(request: object, response_type: type) -> object:
            requests.append(type(request).__name__)
            return send(request, response_type)

        with monkeypatch.context() as patch:
            patch.setattr(process, "send", counted)
            yield requests

    return counting


def ours(stack: Stack, construct_id: str, code: lambda_.Code) -> None:
    VersionedFunction(stack, construct_id, code=code, handler="index.handler").release("live")


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
        current_version_options=lambda_.VersionOptions(removal_policy=RemovalPolicy.RETAIN),
    )
    release = Construct(scope, "Release-live")
    alias = lambda_.Alias(release, "Alias", alias_name="live", version=function.current_version)
    alarm = cloudwatch.Alarm(
        release,
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
        release,
        "DeploymentGroup",
        alias=alias,
        application=application,
        role=codedeploy_role,
        deployment_config=codedeploy.LambdaDeploymentConfig.CANARY_10_PERCENT_5_MINUTES,
        alarms=[alarm],
        auto_rollback=codedeploy.AutoRollbackConfig(stopped_deployment=True),
    )


def test_a_function_with_a_release_costs_13_round_trips(
    stack: Stack, round_trips: Callable[[], Any]
) -> None:
    code = lambda_.Code.from_inline(SOURCE)
    ours(stack, "First", code)  # makes what the stack and the process have once

    with round_trips() as requests:
        ours(stack, "Second", code)

    assert len(requests) == OURS


def test_the_same_in_plain_l2_constructs_costs_22(
    stack: Stack, round_trips: Callable[[], Any]
) -> None:
    shared = codedeploy_of(stack)

    with round_trips() as requests:
        plain(stack, "Second", *shared)

    assert len(requests) == PLAIN


def test_both_are_the_same_template(app: App) -> None:
    our_stack, plain_stack = Stack(app, "Ours"), Stack(app, "Plain")
    ours(our_stack, "Detector", lambda_.Code.from_inline(SOURCE))
    plain(plain_stack, "Detector", *codedeploy_of(plain_stack))

    assert Template.from_stack(our_stack).to_json() == Template.from_stack(plain_stack).to_json()


def test_importing_the_constructs_asks_nothing() -> None:
    program = """
import aws_cdk.aws_cloudwatch, aws_cdk.aws_codedeploy, aws_cdk.aws_iam, aws_cdk.aws_lambda
import aws_cdk.aws_logs
from jsii._kernel import Kernel

def refuse(request, response_type):
    raise AssertionError(f"asked {request}")

aws_cdk.Duration.seconds(1)
Kernel().provider._process.send = refuse
import constructs_lib
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stderr
