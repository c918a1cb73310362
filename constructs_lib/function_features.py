"""What a function may have beyond what every function has, and what excludes what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from aws_cdk import Annotations
from aws_cdk import aws_lambda as lambda_

from constructs_lib.dead_letters import dead_letter_props, let_encrypt
from constructs_lib.durable import grant_durable_execution, require_durable
from constructs_lib.errors import ConstructError, require, require_type, seen
from constructs_lib.file_systems import require_file_system
from constructs_lib.interfaces import has_property
from constructs_lib.managed_instances import ManagedInstances
from constructs_lib.network.membership import network_props, require_membership
from constructs_lib.vpc_access import grant_network_interfaces, require_vpc_access
from policies.domain import limits
from policies.domain.runtime_floors import is_below_floor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_ec2 as ec2
    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_kms as kms

    from constructs_lib.dead_letters import DeadLetters
    from constructs_lib.function import VersionedFunction
    from constructs_lib.network.lambda_network import LambdaNetwork

_IMAGE: Final = "FROM_IMAGE"  # what the CDK calls the runtime that an image brings along
_TYPES: Final[dict[str, tuple[type, str]]] = {
    "params_and_secrets": (lambda_.ParamsAndSecretsLayerVersion, "a ParamsAndSecretsLayerVersion"),
    "runtime_management": (
        lambda_.RuntimeManagementMode,
        "a RuntimeManagementMode such as RuntimeManagementMode.FUNCTION_UPDATE",
    ),
    "recursive_loop": (lambda_.RecursiveLoop, "a RecursiveLoop such as RecursiveLoop.TERMINATE"),
    "tenancy": (lambda_.TenancyConfig, "a TenancyConfig such as TenancyConfig.PER_TENANT"),
    "managed_instances": (ManagedInstances, "a ManagedInstances"),
}
_INTERFACES: Final = {
    "environment_key": ("key_arn", "an IKey such as Key(self, 'Key', enable_key_rotation=True)"),
    "code_signing_config": ("code_signing_config_arn", "an ICodeSigningConfig"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionFeatures:
    """What VersionedFunction was asked for, by the names of its own props."""

    environment_key: kms.IKey | None = None
    params_and_secrets: lambda_.ParamsAndSecretsLayerVersion | None = None
    dead_letters: DeadLetters | None = None
    network: LambdaNetwork | None = None
    needs_internet: bool = False
    vpc: ec2.IVpc | None = None
    vpc_subnets: ec2.SubnetSelection | None = None
    security_groups: Sequence[ec2.ISecurityGroup] | None = None
    file_system: lambda_.FileSystem | None = None
    snap_start: bool = False
    runtime_management: lambda_.RuntimeManagementMode | None = None
    code_signing_config: lambda_.ICodeSigningConfig | None = None
    recursive_loop: lambda_.RecursiveLoop | None = None
    durable: lambda_.DurableConfig | None = None
    tenancy: lambda_.TenancyConfig | None = None
    managed_instances: ManagedInstances | None = None

    @property
    def settings(self) -> tuple[str, ...]:
        """The properties that change the limits of others."""
        return ("CapacityProviderConfig",) if self.managed_instances else ()

    @property
    def layers(self) -> int:
        """How many layers come with them."""
        return 1 if self.params_and_secrets else 0

    @property
    def is_in_vpc(self) -> bool:
        """Whether its network interfaces are in a VPC of the user's."""
        return self.vpc is not None or self.network is not None

    def require(self, runtime: lambda_.Runtime, ephemeral_storage_mb: int | None) -> None:
        """Lambda takes each of them, with this runtime and beside each other.

        Raises:
            ConstructError: It does not.
        """
        for prop, (expected, example) in _TYPES.items():
            if getattr(self, prop) is not None:
                require_type(prop, getattr(self, prop), expected, example)
        for prop, (attribute, example) in _INTERFACES.items():
            value = getattr(self, prop)
            if value is not None and not has_property(value, attribute):
                raise ConstructError(f"{prop} must be {example}, got {seen(value)}")
        require_membership(
            self.network,
            self.security_groups,
            {"vpc": self.vpc, "vpc_subnets": self.vpc_subnets},
            needs_internet=self.needs_internet,
        )
        if self.network is None:
            require_vpc_access(self.vpc, self.vpc_subnets, self.security_groups)
        require_file_system(
            self.file_system, is_in_vpc=self.is_in_vpc or self.managed_instances is not None
        )
        dead_letter_props(self.dead_letters)
        require_durable(self.durable, runtime)
        if self.managed_instances is not None:
            self.managed_instances.require_for(runtime)
        if self.code_signing_config is not None and runtime.name == _IMAGE:
            raise ConstructError(
                "code signing must be for .zip archives, got it with package type Image"
            )
        require_type("snap_start", self.snap_start, bool, "True or False")
        if self.snap_start:
            self._require_snap_start(runtime, ephemeral_storage_mb)

    def _require_snap_start(self, runtime: lambda_.Runtime, storage_mb: int | None) -> None:
        if is_below_floor(runtime.name, limits.SNAPSTART_OLDEST_RUNTIMES):
            raise ConstructError(
                "runtime with SnapStart must be "
                f"{limits.SNAPSTART_OLDEST_RUNTIMES.bounds} or later, got {runtime.name}"
            )
        if self.file_system is not None:
            raise ConstructError("function with SnapStart must have no file system, got one")
        if storage_mb is not None:
            require(limits.SNAPSTART_EPHEMERAL_STORAGE.violation(storage_mb))
        if self.tenancy is not None:
            raise ConstructError("function that isolates tenants must not have SnapStart, got it")

    def require_no_exclusion_of_provisioning(self, amount: int) -> None:
        """A version of the function can have environments made ahead.

        Raises:
            ConstructError: SnapStart or the isolation of tenants excludes it.
        """
        if self.snap_start:
            raise ConstructError(
                f"provisioned concurrency must not be set on a version with SnapStart, got {amount}"
            )
        if self.tenancy is not None:
            raise ConstructError(
                "function that isolates tenants must not have provisioned concurrency, "
                f"got {amount}"
            )

    @property
    def props(self) -> dict[str, Any]:
        """What the CDK's function takes of them."""
        groups = None if self.security_groups is None else list(self.security_groups)
        given = {
            "environment_encryption": self.environment_key,
            "params_and_secrets": self.params_and_secrets,
            "vpc": self.vpc,
            "vpc_subnets": self.vpc_subnets,
            "security_groups": groups,
            "filesystem": self.file_system,
            "snap_start": _on_published_versions() if self.snap_start else None,
            "runtime_management_mode": self.runtime_management,
            "code_signing_config": self.code_signing_config,
            "recursive_loop": self.recursive_loop,
            "durable_config": self.durable,
            "tenancy_config": self.tenancy,
            **dead_letter_props(self.dead_letters),
        }
        if self.network is not None:
            given |= network_props(self.network, groups)
        return {prop: value for prop, value in given.items() if value is not None}

    def grant_beforehand(self, role: iam.IRole) -> None:
        """The role has what Lambda looks for when it creates the function."""
        if self.is_in_vpc:
            grant_network_interfaces(role)
        let_encrypt(self.dead_letters, role)

    def complete(self, owner: VersionedFunction) -> None:
        """What can only be done once the function and its version are there is done."""
        if self.durable is not None:
            grant_durable_execution(owner)
        if self.network is not None:
            self.network.take_in(owner, self.security_groups)
        if self.managed_instances is not None:
            self.managed_instances.add(owner.function)
        if self.snap_start:
            Annotations.of(owner.function).acknowledge_warning(
                "@aws-cdk/aws-lambda:snapStartRequirePublish", "a version is published, always"
            )


def _on_published_versions() -> lambda_.SnapStartConf:
    return lambda_.SnapStartConf.ON_PUBLISHED_VERSIONS
