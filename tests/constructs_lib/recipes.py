"""The functions of docs/releases.md as scenes: test_scenes.py checks them with the others."""

from __future__ import annotations

import inspect
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from aws_cdk import Duration
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns

from constructs_lib import VersionedFunction
from tests.constructs_lib.conftest import code
from tests.constructs_lib.pages import names_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_cdk import Stack

PAGE: Final = Path(__file__).parents[2] / "docs" / "releases.md"


def orders(stack: Stack) -> VersionedFunction:
    return VersionedFunction(stack, "Orders", code=code(), handler="index.handler")


def smoke(stack: Stack) -> VersionedFunction:
    # A hook has an environment, and strict advice is to encrypt any with a key of one's own.
    arn = "arn:aws:kms:eu-west-1:123456789012:key/1d2c3b4a-0000-4000-8000-000000000000"
    return VersionedFunction(
        stack,
        "Smoke",
        code=code(),
        handler="index.handler",
        environment_key=kms.Key.from_key_arn(stack, "Key", arn),
    )


def on_call(stack: Stack) -> sns.Topic:
    topic = sns.Topic(stack, "OnCall", enforce_ssl=True)
    topic.grant_publish(iam.ServicePrincipal("cloudwatch.amazonaws.com"))
    return topic


def legacy(stack: Stack) -> lambda_.Function:
    return lambda_.Function(
        stack,
        "Legacy",
        code=code(),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_14,
        tracing=lambda_.Tracing.ACTIVE,
        logging_format=lambda_.LoggingFormat.JSON,
        memory_size=256,
        timeout=Duration.seconds(10),
    )


# What a recipe asks for, by the name of its parameter.
PARTS: Final[dict[str, Callable[[Stack], Any]]] = {
    "orders": orders,
    "smoke": smoke,
    "on_call": on_call,
    "legacy": legacy,
}


def build(recipe: Callable[..., None], stack: Stack) -> None:
    recipe(**{name: PARTS[name](stack) for name in inspect.signature(recipe).parameters})


RECIPES: Final = {
    f"recipes/{name}": partial(build, recipe)
    for name, recipe in names_of(PAGE).items()
    if inspect.isfunction(recipe)
}
