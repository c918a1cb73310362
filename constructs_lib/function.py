"""A function whose every change is a version that can be released and returned to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import jsii
from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk.aws_logs import LogGroup
from constructs import Construct

from constructs_lib.environment import require_environment
from constructs_lib.errors import require_count, require_length, require_type
from constructs_lib.function_parts import (
    arm64,
    default_timeout,
    lambda_service,
    newest_python,
    require_function_name,
    require_layers,
    require_role,
)
from constructs_lib.log_policy import LogPolicy
from constructs_lib.quantities import require_ephemeral_storage, require_timeout
from constructs_lib.release import DEFAULT_ROLLOUT, Release
from policies.domain import limits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aws_cdk import Duration, Size

    from constructs_lib.alarm_policy import AlarmPolicy
    from constructs_lib.rollout import Rollout

_DEFAULT_LOGS: Final = LogPolicy()
_ARCHITECTURE: Final = "an Architecture such as Architecture.ARM_64"


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
        releases: What `release` has returned, by the name of the alias.

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
        role: What the function runs as, where a central team makes the roles; by default one of
            its own. It gets what our own would: the function's log group, traces, and your grants.
            Where the CDK may not change it, as `Role.from_role_arn(..., mutable=False)` says, it
            must allow all of that already. Of a role of another stack, pass what its
            `without_policy_updates()` returns: its grants would need this stack first. Any role
            must trust lambda.amazonaws.com.
        function_name: 1 to 64 letters, digits, underscores and hyphens. Better left out:
            CloudFormation then makes a name that no other stack has, and can make a successor
            before it deletes a function that must be replaced. A fixed name fails in both cases.
        logs: How long lines are kept, and which.

    Raises:
        ConstructError: A value is out of bounds or of another type than its prop, or the
            environment is not what Lambda takes.

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
        role: iam.IRole | None = None,
        function_name: str | None = None,
        logs: LogPolicy = _DEFAULT_LOGS,
    ) -> None:
        runtime = runtime or newest_python()
        architecture = architecture or arm64()
        environment = {} if environment is None else environment
        require_type("code", code, lambda_.Code, "a Code such as Code.from_asset('detector')")
        require_type("handler", handler, str, "a string such as 'detector.handler'")
        require_type("runtime", runtime, lambda_.Runtime, "a Runtime such as Runtime.PYTHON_3_14")
        require_type("architecture", architecture, lambda_.Architecture, _ARCHITECTURE)
        require_type("logs", logs, LogPolicy, "a LogPolicy")
        require_role(role)
        require_function_name(function_name)
        require_length(limits.FUNCTION_DESCRIPTION, description, prop="description")
        require_environment(environment)
        require_count(limits.FUNCTION_MEMORY, memory_mb, prop="memory_mb")
        require_count(
            limits.RESERVED_CONCURRENCY, reserved_concurrency, prop="reserved_concurrency"
        )
        require_layers(layers)
        require_timeout(timeout)
        require_ephemeral_storage(ephemeral_storage)

        super().__init__(scope, construct_id)
        self.stack = scope if isinstance(scope, Stack) else Stack.of(self)
        self.log_group = LogGroup(self, "Logs", retention=logs.retention)
        self.role = iam.Role(self, "Role", assumed_by=lambda_service()) if role is None else role
        self.log_group.grant_write(self.role)
        self.function = lambda_.Function(
            self,
            "Function",
            function_name=function_name,
            code=code,
            handler=handler,
            runtime=runtime,
            architecture=architecture,
            description=description,
            environment=dict(environment),
            memory_size=memory_mb,
            ephemeral_storage_size=ephemeral_storage,
            timeout=timeout or default_timeout(),
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
        self.releases: dict[str, Release] = {}

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
            ConstructError: `name` is no alias name, a token or taken, or `rollout` is over before
                `alarm` can be relied on: its bad minutes and one more for the delay of the metrics.
        """
        return Release(self, name, rollout=rollout, alarm=alarm)

    @property
    def grant_principal(self) -> iam.IPrincipal:
        """The role: a grant to the function reaches every version of it."""
        return self.role
