"""The versions that an alias is told of, published now or before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_lambda as lambda_

from constructs_lib.existing_function import ExistingFunction
from constructs_lib.split import Split

if TYPE_CHECKING:
    from constructs import Construct

    from constructs_lib.existing_function import Releasable
    from policies.domain.rollouts import Strategy


def scope_of(function: Releasable) -> Construct:
    """Where the parts of a release are: in what its owner knows as the function."""
    return function.function if isinstance(function, ExistingFunction) else function


def version_of(function: Releasable, number: str | None, construct_id: str) -> lambda_.IVersion:
    """The function's version of this number, or the one that this deployment publishes."""
    if number is None:
        return function.version
    return lambda_.Version.from_version_attributes(
        scope_of(function), construct_id, lambda_=function.function, version=number
    )


def additional_versions(
    function: Releasable, name: str, strategy: Strategy | Split
) -> list[lambda_.VersionWeight] | None:
    """What the alias serves beside its version: the other one of a split."""
    if not isinstance(strategy, Split):
        return None
    other = version_of(function, strategy.to.number_in(function.stack), f"Split-{name}")
    return [lambda_.VersionWeight(version=other, weight=strategy.weight)]
