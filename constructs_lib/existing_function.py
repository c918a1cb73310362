"""A function made without us, as a release takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias
from weakref import WeakKeyDictionary

from aws_cdk import RemovalPolicy
from aws_cdk import aws_lambda as lambda_

from constructs_lib.errors import ConstructError, require_type
from constructs_lib.function_parts import names_of
from constructs_lib.quantities import known_seconds
from policies.domain import limits

if TYPE_CHECKING:
    from aws_cdk import aws_ec2 as ec2

    from constructs_lib.function import VersionedFunction
    from constructs_lib.monitoring import Monitoring
    from constructs_lib.release import Release

    Releasable: TypeAlias = VersionedFunction | "ExistingFunction"

_RELEASES: WeakKeyDictionary[lambda_.Function, dict[str, Release]] = WeakKeyDictionary()


class ExistingFunction:
    """A function of the CDK whose versions are published and stay.

    Attributes:
        function: The function.
        version: What its code and configuration are published as.
        role: What it runs as, and what grants go to.
        stack: Where it is.
        releases: Its releases, by the name of the alias.
        timeout_seconds: How long an invocation may take; None where only the deployment knows.

    Raises:
        ConstructError: It is no function that this app makes: of an imported one no version can be
            published, and an alias or a version is none. Or it is a VersionedFunction's own.
    """

    def __init__(self, function: lambda_.Function) -> None:
        require_type("function", function, lambda_.Function, "a Function that this app makes")
        if hasattr(function.node.scope, "releases"):
            raise ConstructError(
                "function must be made without a VersionedFunction, got the function of one; use "
                "its release()"
            )
        self.function = function
        self.version = function.current_version
        self.version.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        self.role = function.grant_principal
        self.stack = function.stack
        self.releases = _RELEASES.setdefault(function, {})
        self.monitoring: Monitoring | None = None
        self._names: tuple[str, str] | None = None
        timeout = function.timeout
        self.timeout_seconds = (
            limits.FUNCTION_TIMEOUT.default if timeout is None else known_seconds(timeout)
        )

    @property
    def connections(self) -> ec2.Connections:
        """What it may reach in its VPC, and what may reach it; the CDK raises if it is in none."""
        return self.function.connections

    @property
    def names(self) -> tuple[str, str]:
        """The function's name and the number of its version, as tokens of this stack."""
        if self._names is None:
            self._names = names_of(self.version)
        return self._names
