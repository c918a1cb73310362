"""Small stacks that show the constructs in use: add yours at the end, with `@scene`.

A scene is a function that builds on the stack it is given; its name is its name. test_scenes.py
takes each one and checks that its template is snapshots/constructs_lib/<name>.json (write it with
`--accept`, then read it), that every rule of Keel accepts it, advice included, and that cfn-lint
and cdk-nag have nothing to say. Keep a scene to what it shows: a reviewer reads its golden whole.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from aws_cdk import Duration
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_efs as efs
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk.aws_events import EventBus
from aws_cdk.aws_s3 import Bucket
from aws_cdk.aws_secretsmanager import Secret
from aws_cdk.aws_sns import Topic
from aws_cdk.aws_sqs import Queue
from aws_cdk.aws_ssm import StringParameter

from constructs_lib import (
    AsyncInvocation,
    ManagedInstances,
    Monitoring,
    Provisioned,
    PythonCode,
    PythonLayer,
    Rollout,
    VersionedFunction,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_cdk import Stack

    Scene: TypeAlias = Callable[[Stack], None]

_APPS: Final = Path(__file__).parents[2] / "apps"
SCENES: Final[dict[str, Scene]] = {}


def scene(build: Scene) -> Scene:
    """The stack that the function builds is tested as a whole, under the function's name."""
    SCENES[build.__name__] = build
    return build


@cache
def code() -> lambda_.Code:
    return lambda_.Code.from_inline("def handler(event, context): ...")


def detector(stack: Stack, **props: Any) -> VersionedFunction:
    defaults: dict[str, Any] = {"code": code(), "handler": "index.handler"}
    return VersionedFunction(stack, "Detector", **(defaults | props))


@scene
def versioned_function(stack: Stack) -> None:
    detector(stack)


@scene
def release(stack: Stack) -> None:
    detector(stack).release("live")


@scene
def releases(stack: Stack) -> None:
    function = detector(stack)
    function.release("BETA", rollout=Rollout.all_at_once())
    function.release("PROD", rollout=Rollout.linear(20, every=Duration.minutes(5)))


@scene
def monitoring_alarms(stack: Stack) -> None:
    on_call = Topic.from_topic_arn(stack, "OnCall", "arn:aws:sns:eu-west-1:123456789012:on-call")
    watched = Monitoring(
        notify=on_call, iterator_age_seconds=3600, dashboard=False, saved_queries=False
    )
    lost = Queue.from_queue_arn(stack, "Lost", "arn:aws:sqs:eu-west-1:123456789012:lost")
    function = detector(stack, reserved_concurrency=50, monitoring=watched)
    function.release(
        "PROD",
        rollout=Rollout.all_at_once(),
        provisioned=Provisioned(2),
        invocation=AsyncInvocation(on_failure=lost),
    )
    function.release("DEV", rollout=Rollout.all_at_once(), monitoring=Monitoring.without_alarms())


@scene
def monitoring_dashboard_and_queries(stack: Stack) -> None:
    detector(stack, monitoring=Monitoring.without_alarms())


@scene
def provisioned(stack: Stack) -> None:
    detector(stack, reserved_concurrency=10).release("live", provisioned=Provisioned(5))


@scene
def provisioned_by_utilization(stack: Stack) -> None:
    function = detector(stack, reserved_concurrency=40)
    function.release("live", provisioned=Provisioned(5, up_to=20, utilization=0.6))


@scene
def provisioned_by_schedule(stack: Stack) -> None:
    office_hours = {"cron(0 8 ? * MON-FRI *)": 20, "cron(0 18 ? * MON-FRI *)": 5}
    provisioned = Provisioned(5, schedule=office_hours, time_zone="Europe/Berlin")
    detector(stack).release("live", provisioned=provisioned)


@scene
def async_invocation(stack: Stack) -> None:
    lost = Queue.from_queue_arn(stack, "Lost", "arn:aws:sqs:eu-west-1:123456789012:lost")
    done = EventBus(stack, "Done")
    invocation = AsyncInvocation(
        on_failure=lost, on_success=done, retry_attempts=1, max_event_age=Duration.hours(1)
    )
    detector(stack).release("live", invocation=invocation)


@scene
def failures_in_bucket(stack: Stack) -> None:
    lost = Bucket(stack, "Lost", enforce_ssl=True)
    detector(stack).release("live", invocation=AsyncInvocation(on_failure=lost))


@scene
def dead_letters(stack: Stack) -> None:
    lost = Queue.from_queue_attributes(
        stack,
        "Lost",
        queue_arn="arn:aws:sqs:eu-west-1:123456789012:lost",
        key_arn="arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-1a2b-3c4d-5e6f-0a1b2c3d4e5f",
    )
    detector(stack, dead_letters=lost).release("live")


@scene
def secrets(stack: Stack) -> None:
    detector(
        stack,
        environment={"STAGE": "prod"},
        environment_key=kms.Key(stack, "Key", enable_key_rotation=True),
        secrets={
            "PASSWORD_ARN": Secret(stack, "Password"),
            "FLAGS_NAME": StringParameter.from_string_parameter_name(stack, "Flags", "/flags"),
        },
    ).release("live")


@scene
def file_system(stack: Stack) -> None:
    vpc = ec2.Vpc.from_vpc_attributes(
        stack,
        "Vpc",
        vpc_id="vpc-0a1b2c3d",
        availability_zones=["eu-west-1a", "eu-west-1b"],
        private_subnet_ids=["subnet-0a1b2c3d", "subnet-1a2b3c4d"],
    )
    access_point = efs.AccessPoint.from_access_point_attributes(
        stack,
        "Models",
        access_point_id="fsap-0a1b2c3d4e5f6a7b8",
        file_system=efs.FileSystem.from_file_system_attributes(
            stack,
            "FileSystem",
            file_system_id="fs-0a1b2c3d4e5f6a7b8",
            security_group=ec2.SecurityGroup.from_security_group_id(stack, "Mounts", "sg-0a1b2c3d"),
        ),
    )
    detector(
        stack,
        vpc=vpc,
        security_groups=[ec2.SecurityGroup(stack, "Detectors", vpc=vpc, allow_all_outbound=False)],
        file_system=lambda_.FileSystem.from_efs_access_point(access_point, "/mnt/models"),
    ).release("live")


@scene
def snap_start(stack: Stack) -> None:
    detector(stack, snap_start=True).release("live")


@scene
def durable(stack: Stack) -> None:
    times = lambda_.DurableConfig(
        execution_timeout=Duration.days(2), retention_period=Duration.days(7)
    )
    detector(stack, durable=times).release("live")


@scene
def managed_instances(stack: Stack) -> None:
    instances = ec2.SecurityGroup.from_security_group_id(stack, "Instances", "sg-0a1b2c3d")
    provider = lambda_.CapacityProvider(
        stack,
        "Capacity",
        subnets=[ec2.Subnet.from_subnet_id(stack, "Private", "subnet-0a1b2c3d")],
        security_groups=[instances],
        architectures=[lambda_.Architecture.ARM_64],
    )
    managed = ManagedInstances(provider, max_concurrency=16, memory_gib_per_vcpu=2)
    detector(stack, memory_mb=4096, managed_instances=managed).release("live")


@scene
def python_layer(stack: Stack) -> None:
    code = PythonCode(_APPS / "sensors" / "detector", exclude=["*.py"])
    tools = PythonLayer(stack, "Tools", code=code, organization="o-a1b2c3d4e5")
    VersionedFunction(
        stack,
        "Detector",
        code=PythonCode(_APPS / "orders" / "api"),
        handler="orders.handler",
        layers=[tools],
    )
