"""A function whose every change is a version that can be released and returned to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import jsii
from aws_cdk import Duration, RemovalPolicy, Size, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk.aws_logs import LogGroup
from constructs import Construct

from constructs_lib.environment import require_environment
from constructs_lib.errors import ConstructError, require_length, require_within
from constructs_lib.log_policy import LogPolicy
from constructs_lib.release import DEFAULT_ROLLOUT, Release
from policies.domain import limits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from constructs_lib.alarm_policy import AlarmPolicy
    from constructs_lib.rollout import Rollout

_DEFAULT_LOGS: Final = LogPolicy()


@jsii.implements(iam.IGrantable)
class VersionedFunction(Construct):
    """A Lambda function, its published version, its role and its log group.

    Each change of code or configuration publishes a version; the versions before it stay, so that
    an alias can go back to them, even by hand. Callers never get the function itself but what
    `release` returns.

    The role may write to this function's log group, send traces to X-Ray, and what you grant.
    Lines are logged as JSON, and every invocation can be traced. The log group has a generated
    name and outlives the stack, as logs of something that failed should.

    Attributes:
        function: The function; its `$LATEST` is for nobody to call.
        version: What the current code and configuration are published as.
        role: What the function runs as.
        log_group: Where it writes to.

    Args:
        scope: The stack, or a construct in it.
        construct_id: The function's place in its scope.
        code: The handler's bundle. Compiled dependencies must fit `architecture`.
        handler: `module.function`, as Lambda names it.
        runtime: By default the newest Python.
        architecture: By default arm64, which costs a fifth less a second than x86_64 and runs
            plain Python the same. A bundle with wheels compiled for x86_64 must say so here.
        description: For the console, at most 256 characters.
        environment: Variables of every version from now on; 4096 bytes in all.
        memory_mb: 128 to 10240. CPU comes with memory, and Lambda's own 128 MB takes long to
            import boto3.
        ephemeral_storage: The size of /tmp, 512 to 10240 MB; 512 MB by default.
        timeout: 1 to 900 s; 10 s by default. Lambda's own 3 s may end within a cold start, which
            would count as an error of the version being released.
        reserved_concurrency: What this function has to itself and cannot exceed. 0 stops it. By
            default it shares what the account has left unreserved.
        layers: At most 5, in the order they are unpacked.
        logs: How long lines are kept, and which.

    Raises:
        ConstructError: A value is out of bounds, or the environment is not what Lambda takes.

    See: https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        code: lambda_.Code,
        handler: str,
        runtime: lambda_.Runtime | None = None,
        architecture: lambda_.Architecture | None = None,
        description: str | None = None,
        environment: Mapping[str, str] | None = None,
        memory_mb: int = 256,
        ephemeral_storage: Size | None = None,
        timeout: Duration | None = None,
        reserved_concurrency: int | None = None,
        layers: Sequence[lambda_.ILayerVersion] = (),
        logs: LogPolicy = _DEFAULT_LOGS,
    ) -> None:
        environment = environment or {}
        require_environment(environment)
        require_length(limits.FUNCTION_DESCRIPTION, description)
        require_within(limits.FUNCTION_MEMORY, memory_mb)
        require_within(limits.RESERVED_CONCURRENCY, reserved_concurrency)
        require_within(limits.FUNCTION_LAYERS, len(layers))
        if timeout is not None:
            require_within(limits.FUNCTION_TIMEOUT, timeout.to_seconds())
        if ephemeral_storage is not None:
            require_within(limits.FUNCTION_EPHEMERAL_STORAGE, ephemeral_storage.to_mebibytes())

        super().__init__(scope, construct_id)
        self.stack = scope if isinstance(scope, Stack) else Stack.of(self)
        self.log_group = LogGroup(self, "Logs", retention=logs.retention)
        self.role = iam.Role(self, "Role", assumed_by=_lambda_service())
        self.log_group.grant_write(self.role)
        self.function = lambda_.Function(
            self,
            "Function",
            code=code,
            handler=handler,
            runtime=runtime or _newest_python(),
            architecture=architecture or _arm64(),
            description=description,
            environment=dict(environment),
            memory_size=memory_mb,
            ephemeral_storage_size=ephemeral_storage,
            timeout=timeout or _default_timeout(),
            reserved_concurrent_executions=reserved_concurrency,
            layers=list(layers),
            role=self.role,
            log_group=self.log_group,
            logging_format=lambda_.LoggingFormat.JSON,
            application_log_level_v2=logs.level,
            tracing=lambda_.Tracing.ACTIVE,
            current_version_options=lambda_.VersionOptions(removal_policy=RemovalPolicy.RETAIN),
        )
        self.version = self.function.current_version
        self._releases: dict[str, Release] = {}

    def release(
        self,
        name: str,
        *,
        rollout: Rollout = DEFAULT_ROLLOUT,
        alarm: AlarmPolicy | None = None,
    ) -> Release:
        """Callers have an alias from now on, and new versions a way to reach it.

        Args:
            name: The alias; 1 to 128 letters, digits, underscores and hyphens.
            rollout: The way of each new version; by default a canary of 10 % for five minutes.
            alarm: When errors stop the rollout. By default one failed invocation does, and an
                all-at-once rollout has no alarm.

        Raises:
            ConstructError: `name` is no alias name or taken, or `alarm` is slower than `rollout`.
        """
        if name in self._releases:
            raise ConstructError(f"alias name must be unique on a function, got {name!r} twice")
        release = Release(self, name, rollout=rollout, alarm=alarm)
        self._releases[name] = release
        return release

    @property
    def grant_principal(self) -> iam.IPrincipal:
        """The role: a grant to the function reaches every version of it."""
        return self.role


# jsii answers each of these with a round trip and a new object: one of each serves all functions.
@cache
def _newest_python() -> lambda_.Runtime:
    return lambda_.Runtime.PYTHON_3_14


@cache
def _default_timeout() -> Duration:
    return Duration.seconds(10)


@cache
def _arm64() -> lambda_.Architecture:
    return lambda_.Architecture.ARM_64


@cache
def _lambda_service() -> iam.ServicePrincipal:
    return iam.ServicePrincipal("lambda.amazonaws.com")
