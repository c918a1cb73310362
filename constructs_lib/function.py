"""A function whose every change is a version that can be released and returned to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import jsii
from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk.aws_ec2 import IConnectable
from aws_cdk.aws_logs import LogGroup
from constructs import Construct

from constructs_lib.deployed_values import deployed_values, tell_of_deployed_values
from constructs_lib.environment import require_environment
from constructs_lib.errors import ConstructError, require_count, require_length, require_type
from constructs_lib.function_code import function_code
from constructs_lib.function_features import FunctionFeatures
from constructs_lib.function_image import agreed
from constructs_lib.function_parts import (
    DEFAULT_TIMEOUT_SECONDS,
    arm64,
    default_timeout,
    lambda_service,
    names_of,
    require_function_name,
    require_layers,
    require_role,
)
from constructs_lib.layers import require_layer_architectures
from constructs_lib.log_policy import LogPolicy
from constructs_lib.quantities import require_ephemeral_storage, require_seconds
from constructs_lib.release import Release
from constructs_lib.secret_references import grant_read, secret_variables
from constructs_lib.version_description import described
from constructs_lib.version_explanation import explain
from constructs_lib.watching import require_monitoring, watch_function
from policies.domain import limits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    from aws_cdk import Duration, Size
    from aws_cdk import aws_ec2 as ec2
    from aws_cdk import aws_kms as kms

    from constructs_lib.dead_letters import DeadLetters
    from constructs_lib.image_code import ImageCode
    from constructs_lib.managed_instances import ManagedInstances
    from constructs_lib.monitoring import Monitoring
    from constructs_lib.network.lambda_network import LambdaNetwork
    from constructs_lib.python_code import PythonCode
    from constructs_lib.release_props import ReleaseProps
    from constructs_lib.secret_references import Secret

_DEFAULT_LOGS: Final = LogPolicy()
# A version outlives what replaces it, but not the deployment that published it and failed: Lambda
# would refuse to publish the same code again ("a version for this function exists").
_RETAINED: Final = lambda_.VersionOptions(removal_policy=RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
_ARCHITECTURE: Final = "an Architecture such as Architecture.ARM_64"


@jsii.implements(iam.IGrantable, IConnectable)
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
        reserved_concurrency: What it reserves.
        environment: The variables it was given, those of `secrets` included.
        features: What it was asked for beside that.
        releases: What `release` has returned, by the name of the alias.
        timeout_seconds: How long an invocation may take; None where only the deployment knows.
        monitoring: How the releases are watched that do not say it themselves.
        monitors: What watches the function as a whole: alarms, dashboard, saved queries. None
            without `monitoring`.

    Args:
        scope: The stack, or a construct in it.
        construct_id: The function's place in its scope.
        code: The handler's bundle, or an ImageCode. A PythonCode is built for `runtime` and
            `architecture`, with the packages it depends on; in any other Code, what is compiled
            must fit both.
        handler: `module.function`, as Lambda names it. An image may leave it out: its CMD holds.
        runtime: By default the newest Python. Of an image it is left out.
        architecture: By default arm64, which costs a fifth less a second than x86_64 and runs
            plain Python the same. A bundle with wheels compiled for x86_64 must say so here.
        description: For the console, at most 256 characters.
        build: What this code is of, "4f2c1a9", say: the console shows it with each version, so that
            the right one to go back to can be found. Another build publishes a version and releases
            it, even of the same code: name what changes with the function alone, such as the last
            commit to its folder, and not the pipeline's run.
        environment: Variables of every version from now on; 4096 bytes in all.
        memory_mb: 128 to 10240. CPU comes with memory, and Lambda's own 128 MB takes long to
            import boto3.
        ephemeral_storage: The size of /tmp, 512 to 10240 MB; 512 MB by default.
        timeout: 1 to 900 s; 10 s by default. Lambda's own 3 s may end within a cold start, which
            would count as an error of the version being released.
        reserved_concurrency: What this function has to itself and cannot exceed. 0 stops it. By
            default it shares what the account has left unreserved.
        layers: At most 5, in the order they are unpacked. What a PythonLayer has is left out of a
            PythonCode.
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
        explain_version: Whether the version's metadata in the template say which changes publish
            another one, and which do not.
        monitoring: Alarms of every release, a dashboard that compares versions and saved queries;
            by default none of them.
        permissions_boundary: What the role of its own can never exceed. A boundary that
            `PermissionsBoundary.of(scope).apply(...)` sets for a whole scope counts as well.
        secrets: Variables that say where a secret is, a Secret's ARN or a StringParameter's name,
            never what it is: the configuration of a function, and of every version of it, shows
            each variable to whoever may read it. The role may read them.
        params_and_secrets: The extension that reads and caches them for the handler, one of the
            five layers.
        environment_key: Encrypts the variables, and snapshots of SnapStart; a key of AWS by
            default. Lambda lets the role use it by a grant of its own. Whoever deploys must be
            allowed to create that grant.
        dead_letters: A standard queue or topic for the asynchronous events that every version gave
            up. `AsyncInvocation(on_failure=...)` of a release tells the error as well.
        network: The LambdaNetwork that it runs in; by default it is in no VPC.
        needs_internet: Whether it is refused in a network from which nothing leads there.
        vpc: Where it runs without a `network`, in private subnets that have a way out to whatever
            it calls.
        vpc_subnets: Which of them; by default all private ones with a way out.
        security_groups: At most 5; by default the one that a network's functions share, in a `vpc`
            one of its own that lets everything out. Other groups take another network interface
            in each subnet.
        file_system: What it mounts at /mnt/..., in a VPC.
        snap_start: Whether versions start from a snapshot of their initialized state. Not beside
            provisioned concurrency, a file system or a larger /tmp. What must differ from one
            environment to the next, as random seeds do, must not be made at import.
        runtime_management: When Lambda updates the runtime: automatically by default.
        code_signing_config: Whose signed code it takes.
        recursive_loop: Whether Lambda stops the function when it calls itself through a queue, a
            topic or a bucket; it does by default.
        durable: For how long an execution may last, and its history is kept. The role may save and
            read that of this function. Set or taken away later, it replaces the function.
        tenancy: Whether each tenant has environments of its own. Set or taken away later, it
            replaces the function.
        managed_instances: Runs it on EC2 instances of a capacity provider: with 2048 to 32768 MB,
            for up to 5400 s.

    Raises:
        ConstructError: A value is out of bounds or of another type than its prop, the environment
            is not what Lambda takes or holds a credential, or two props exclude each other.

    See: https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        code: lambda_.Code | PythonCode | ImageCode,
        handler: str | None = None,
        runtime: lambda_.Runtime | None = None,
        architecture: lambda_.Architecture | None = None,
        description: str | None = None,
        build: str | None = None,
        environment: Mapping[str, str] | None = None,
        memory_mb: int = 256,
        ephemeral_storage: Size | None = None,
        timeout: Duration | None = None,
        reserved_concurrency: int | None = None,
        layers: Sequence[lambda_.ILayerVersion] = (),
        role: iam.IRole | None = None,
        function_name: str | None = None,
        logs: LogPolicy = _DEFAULT_LOGS,
        explain_version: bool = False,
        monitoring: Monitoring | None = None,
        permissions_boundary: iam.IManagedPolicy | None = None,
        secrets: Mapping[str, Secret] | None = None,
        params_and_secrets: lambda_.ParamsAndSecretsLayerVersion | None = None,
        environment_key: kms.IKey | None = None,
        dead_letters: DeadLetters | None = None,
        network: LambdaNetwork | None = None,
        needs_internet: bool = False,
        vpc: ec2.IVpc | None = None,
        vpc_subnets: ec2.SubnetSelection | None = None,
        security_groups: Sequence[ec2.ISecurityGroup] | None = None,
        file_system: lambda_.FileSystem | None = None,
        snap_start: bool = False,
        runtime_management: lambda_.RuntimeManagementMode | None = None,
        code_signing_config: lambda_.ICodeSigningConfig | None = None,
        recursive_loop: lambda_.RecursiveLoop | None = None,
        durable: lambda_.DurableConfig | None = None,
        tenancy: lambda_.TenancyConfig | None = None,
        managed_instances: ManagedInstances | None = None,
    ) -> None:
        features = FunctionFeatures(
            params_and_secrets=params_and_secrets,
            environment_key=environment_key,
            dead_letters=dead_letters,
            network=network,
            needs_internet=needs_internet,
            vpc=vpc,
            vpc_subnets=vpc_subnets,
            security_groups=security_groups,
            file_system=file_system,
            snap_start=snap_start,
            runtime_management=runtime_management,
            code_signing_config=code_signing_config,
            recursive_loop=recursive_loop,
            durable=durable,
            tenancy=tenancy,
            managed_instances=managed_instances,
        )
        architecture = architecture or arm64()
        runs = agreed(
            code,
            scope,
            handler=handler,
            runtime=runtime,
            architecture=architecture,
            layers=layers,
            more_layers=features.layers,
        )
        handler, runtime = runs.handler, runs.runtime
        environment = {} if environment is None else environment
        secrets = {} if secrets is None else secrets
        require_type("runtime", runtime, lambda_.Runtime, "a Runtime such as Runtime.PYTHON_3_14")
        require_type("architecture", architecture, lambda_.Architecture, _ARCHITECTURE)
        require_type("logs", logs, LogPolicy, "a LogPolicy")
        require_type("explain_version", explain_version, bool, "True or False")
        require_monitoring(monitoring)
        require_role(role, permissions_boundary)
        require_function_name(function_name)
        require_length(limits.FUNCTION_DESCRIPTION, description, prop="description")
        description = described(description, build)
        require_environment(environment)
        variables = {**environment, **secret_variables(secrets, environment)}
        require_environment(variables)
        require_count(limits.FUNCTION_MEMORY.given(*features.settings), memory_mb, prop="memory_mb")
        require_count(
            limits.RESERVED_CONCURRENCY, reserved_concurrency, prop="reserved_concurrency"
        )
        require_layers(layers, more=features.layers)
        require_layer_architectures(layers, architecture)
        timeout_limit = limits.FUNCTION_TIMEOUT.given(*features.settings)
        seconds = require_seconds(timeout_limit, timeout, prop="timeout")
        features.require(runtime, require_ephemeral_storage(ephemeral_storage))
        built = function_code(
            runs.code, handler=handler, runtime=runtime, architecture=architecture, layers=layers
        )

        super().__init__(scope, construct_id)
        self.stack = scope if isinstance(scope, Stack) else Stack.of(self)
        self.log_group = LogGroup(self, "Logs", retention=logs.retention)
        self.role = role or iam.Role(
            self,
            "Role",
            assumed_by=lambda_service(),
            permissions_boundary=permissions_boundary,
        )
        self.log_group.grant_write(self.role)
        features.grant_beforehand(self.role)
        grant_read(secrets, self.role)
        self.function = lambda_.Function(
            self,
            "Function",
            function_name=function_name,
            code=built.code,
            handler=handler,
            runtime=runtime,
            architecture=architecture,
            description=description,
            environment=variables,
            memory_size=memory_mb,
            ephemeral_storage_size=ephemeral_storage,
            timeout=timeout or default_timeout(),
            reserved_concurrent_executions=reserved_concurrency,
            layers=list(layers) or None,  # of an image the CDK refuses even a list of none
            role=self.role,
            log_group=self.log_group,
            logging_format=lambda_.LoggingFormat.JSON,
            application_log_level_v2=logs.level,
            tracing=lambda_.Tracing.ACTIVE,
            current_version_options=_RETAINED,
            **features.props,
        )
        built.tell(self)
        runs.tell(self)
        self.version = self.function.current_version
        deployed = deployed_values(self.stack, environment)
        tell_of_deployed_values(self, deployed)
        if explain_version:
            explain(self.version, deployed)
        self._names: tuple[str, str] | None = None
        self.reserved_concurrency = reserved_concurrency
        self.environment = variables
        self.features = features
        self.releases: dict[str, Release] = {}
        features.complete(self)
        self.timeout_seconds = DEFAULT_TIMEOUT_SECONDS if timeout is None else seconds
        self.monitoring = monitoring
        self.monitors = watch_function(
            self,
            monitoring,
            reserved_concurrency=reserved_concurrency,
            has_dead_letters=dead_letters is not None,
        )

    def release(self, name: str, **props: Unpack[ReleaseProps]) -> Release:
        """Callers have an alias from now on, and new versions a way to reach it.

        Args:
            name: The alias; 1 to 128 letters, digits, underscores and hyphens.
            **props: What Release takes: `promotion`, `rollout`, `alarm` and so on. By default it
                follows the latest version by a canary of 10 % for five minutes.

        Raises:
            ConstructError: A prop is not what Release takes.
        """
        return Release(self, name, **props)

    @property
    def names(self) -> tuple[str, str]:
        """The function's name and the number of its version, as tokens of this stack."""
        if self._names is None:
            self._names = names_of(self.version)
        return self._names

    @property
    def grant_principal(self) -> iam.IPrincipal:
        """The role: a grant to the function reaches every version of it."""
        return self.role

    @property
    def connections(self) -> ec2.Connections:
        """What it may reach in its VPC, and what may reach it.

        Raises:
            ConstructError: It is in none.
        """
        if not self.features.is_in_vpc:
            raise ConstructError("connections must be of a function in a VPC, got no vpc")
        return self.function.connections
