"""What a function is made of, unless its caller says otherwise, and what it may be made of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from aws_cdk import Duration
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_

from constructs_lib.errors import ConstructError, require, require_count, require_type, seen
from constructs_lib.interfaces import has_property
from constructs_lib.tokens import known_part
from policies.domain import limits
from policies.domain.names import function_name_problem

# Long enough for a cold start, short enough to notice what hangs.
DEFAULT_TIMEOUT_SECONDS: Final = 10


# jsii answers each of these with a round trip and a new object: one of each serves all functions.
@cache
def newest_python() -> lambda_.Runtime:
    """The newest Python that Lambda runs."""
    return lambda_.Runtime.PYTHON_3_14


@cache
def default_timeout() -> Duration:
    """How long an invocation may take."""
    return Duration.seconds(DEFAULT_TIMEOUT_SECONDS)


@cache
def arm64() -> lambda_.Architecture:
    """The architecture that costs less."""
    return lambda_.Architecture.ARM_64


@cache
def lambda_service() -> iam.ServicePrincipal:
    """Who assumes the role of a function."""
    return iam.ServicePrincipal("lambda.amazonaws.com")


def names_of(version: lambda_.Version) -> tuple[str, str]:
    """The names of the version's function and of itself, as tokens.

    A version calls itself by both, which saves asking for each.
    """
    name, _, number = version.function_name.rpartition(":")
    return name, number


def require_function_name(name: str | None) -> None:
    """Lambda takes the name, as far as it is known at synthesis.

    Raises:
        ConstructError: What is known of it is too long or has other characters, or it is no text.
    """
    if name is None:
        return
    require_type("function_name", name, str, "a string")
    if function_name_problem(name):
        known = known_part(name)
        if known or not name:
            require(function_name_problem(known, label="function_name"))


def require_layers(layers: object, *, more: int = 0) -> None:
    """A function takes as many layers, and these more.

    Raises:
        ConstructError: They are too many, or no list of layers: one alone, say.
    """
    if isinstance(layers, str) or not isinstance(layers, Sequence):
        raise ConstructError(f"layers must be a list of layers, got {seen(layers)}")
    for layer in layers:
        if not has_property(layer, "layer_version_arn"):
            raise ConstructError(f"layers must be a list of layers, got {seen(layer)} in it")
    require_count(limits.FUNCTION_LAYERS, len(layers) + more, prop="layers")


def require_role(role: iam.IRole | None, boundary: iam.IManagedPolicy | None) -> None:
    """The role is one, made or imported, or one is to be made with this boundary.

    Raises:
        ConstructError: One of them is something else: its ARN, say, or both are given.
    """
    if role is not None and not has_property(role, "grant_pass_role"):
        raise ConstructError(
            f"role must be an IRole such as Role.from_role_arn(...), got {seen(role)}"
        )
    if boundary is None:
        return
    if not has_property(boundary, "managed_policy_arn"):
        raise ConstructError(
            "permissions_boundary must be an IManagedPolicy such as "
            f"ManagedPolicy.from_managed_policy_name(...), got {seen(boundary)}"
        )
    if role is not None:
        raise ConstructError("permissions_boundary must be on the role that is given, got both")
