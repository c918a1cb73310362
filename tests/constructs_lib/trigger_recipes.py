"""The functions of docs/triggers.md, each on a stack of its own."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_docdb as docdb
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_iam as iam
from aws_cdk.aws_ec2 import SecurityGroup
from aws_cdk.aws_secretsmanager import ISecret, Secret

from constructs_lib import Release, Rollout, VersionedFunction
from tests.constructs_lib.conftest import code
from tests.constructs_lib.pages import names_of
from tests.constructs_lib.trigger_scenes import live

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_cdk import Stack

PAGE: Final = Path(__file__).parents[2] / "docs" / "triggers.md"
ACCOUNT: Final = "eu-west-1:123456789012"


def quick(stack: Stack) -> Release:
    return live(stack, timeout=Duration.seconds(5))


def webhook(stack: Stack) -> Release:
    return live(stack, reserved_concurrency=10)


def orders(stack: Stack) -> VersionedFunction:
    function = VersionedFunction(stack, "Orders", code=code(), handler="index.handler")
    for name in ("BETA", "PROD"):
        function.release(name, rollout=Rollout.all_at_once())
    return function


def caller(stack: Stack) -> iam.Role:
    return iam.Role(stack, "Caller", assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"))


def access(stack: Stack) -> ISecret:
    arn = f"arn:aws:secretsmanager:{ACCOUNT}:secret:access-a1b2c3"
    return Secret.from_secret_complete_arn(stack, "Access", arn)


def shop(stack: Stack) -> docdb.IDatabaseCluster:
    return docdb.DatabaseCluster.from_database_cluster_attributes(
        stack, "Shop", cluster_identifier="shop"
    )


def listener(stack: Stack) -> elbv2.IApplicationListener:
    return elbv2.ApplicationListener.from_application_listener_attributes(
        stack,
        "Listener",
        listener_arn=f"arn:aws:elasticloadbalancing:{ACCOUNT}:listener/app/shop/0a1b/0a1b",
        security_group=SecurityGroup.from_security_group_id(stack, "Doors", "sg-0a1b2c3d"),
    )


def failed(_stack: Stack) -> cloudwatch.Metric:
    return cloudwatch.Metric(namespace="Shop", metric_name="Failed")


# What a recipe asks for, by the name of its parameter.
PARTS: Final[dict[str, Callable[[Stack], Any]]] = {
    "stack": lambda stack: stack,
    "live": live,
    "quick": quick,
    "webhook": webhook,
    "orders": orders,
    "caller": caller,
    "access": access,
    "failed": failed,
    "shop": shop,
    "listener": listener,
}


RECIPES: Final = {
    name: recipe
    for name, recipe in names_of(PAGE).items()
    if inspect.isfunction(recipe) and recipe.__code__.co_filename == str(PAGE)
}


def build(name: str, stack: Stack) -> None:
    recipe = RECIPES[name]
    recipe(**{part: PARTS[part](stack) for part in inspect.signature(recipe).parameters})
