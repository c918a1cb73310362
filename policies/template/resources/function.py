"""AWS::Lambda::Function."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from policies.domain import limits
from policies.domain.runtimes import Lifecycle, runtimes
from policies.template.arns import function_arn
from policies.template.destination import destination
from policies.template.function_code import FunctionCode
from policies.template.function_settings import FunctionSettings
from policies.template.function_target import LATEST
from policies.template.resource import known_or
from policies.template.resources.alias import Alias
from policies.template.resources.scalable_target import ScalableTarget
from policies.template.resources.version import Version
from policies.template.role_target import role_with_arn
from policies.template.values import Reference, Unresolved, is_inserted

if TYPE_CHECKING:
    from policies.template.arns import Component
    from policies.template.destination import Destination
    from policies.template.package import Package
    from policies.template.resources.queue import Queue
    from policies.template.resources.role import Role
    from policies.template.values import Value

# https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html, read 2026-11-21.
DEFAULT_ARCHITECTURE: Final = "x86_64"
# The variable that puts a program before the runtime.
EXEC_WRAPPER: Final = "AWS_LAMBDA_EXEC_WRAPPER"

# https://docs.aws.amazon.com/lambda/latest/api/API_TracingConfig.html, read 2026-11-21.
DEFAULT_TRACING_MODE: Final = "PassThrough"


class Function(FunctionSettings):
    """A Lambda function; a property that is absent has Lambda's default."""

    type_name: ClassVar[str] = "AWS::Lambda::Function"

    # Kept: each of a dozen rules asks for them.
    __slots__ = ("_code", "_variables")

    @property
    def name(self) -> str | Unresolved | None:
        """Its name, None when CloudFormation generates one."""
        return self.text("FunctionName")

    @property
    def runtime(self) -> str | Unresolved | None:
        """The identifier of its runtime; None for an image, which brings its own."""
        return self.text("Runtime")

    @property
    def lifecycle(self) -> Lifecycle | None:
        """When Lambda stops supporting its runtime; None for a runtime that is not known."""
        runtime = self.runtime
        return runtimes().lifecycles.get(runtime) if isinstance(runtime, str) else None

    @property
    def role(self) -> Role | None:
        """The role it runs with, when the assembly holds it."""
        return role_with_arn(self.value("Role"), self.template)

    @property
    def handler(self) -> str | Unresolved | None:
        """What the runtime calls, as `module.function`; None for an image."""
        return self.text("Handler")

    @property
    def architecture(self) -> str | Unresolved:
        """The instruction set it runs on."""
        architectures = self.items("Architectures")
        if architectures is None:
            return DEFAULT_ARCHITECTURE
        only = architectures[0] if isinstance(architectures, list) and architectures else None
        return only if isinstance(only, str) else Unresolved("no architecture")

    @property
    def reads_handler_itself(self) -> bool | Unresolved:
        """Whether a layer or a wrapper may find the handler in its own way."""
        variables, layers = self.environment_variables, self.layers
        if isinstance(variables, Unresolved):
            return variables
        if isinstance(layers, Unresolved):
            return layers
        return bool(layers) or EXEC_WRAPPER in variables

    @property
    def architectures(self) -> list[Value] | Unresolved:
        """The instruction sets it lists, of which Lambda takes one."""
        listed = self.items("Architectures")
        return [DEFAULT_ARCHITECTURE] if listed is None else listed

    @property
    def description(self) -> str | Unresolved | None:
        """What people read about it."""
        return self.text("Description")

    @property
    def code(self) -> FunctionCode:
        """Where its code comes from."""
        if not hasattr(self, "_code"):
            self._code = FunctionCode(self)
        return self._code

    @property
    def package(self) -> Package | None:
        """Its package, when the assembly holds it."""
        return self.template.package(self.code.key)

    @property
    def memory_mb(self) -> int | Unresolved:
        """Memory in MB."""
        size = self.integer("MemorySize")
        if size is None and self.value("CapacityProviderConfig") is not None:
            return Unresolved("what a capacity provider gives by default")
        return known_or(size, limits.DEFAULT_MEMORY_MB)

    @property
    def timeout_seconds(self) -> int | Unresolved:
        """Timeout in seconds."""
        return known_or(self.integer("Timeout"), limits.DEFAULT_TIMEOUT_SECONDS)

    @property
    def ephemeral_storage_mb(self) -> int | Unresolved:
        """Size of /tmp in MB."""
        size = self.integer("EphemeralStorage", "Size")
        return known_or(size, limits.DEFAULT_EPHEMERAL_STORAGE_MB)

    @property
    def environment_variables(self) -> dict[str, Value] | Unresolved:
        """Its environment variables, each resolved; those that are AWS::NoValue left out."""
        if not hasattr(self, "_variables"):
            self._variables = self._resolved_variables()
        return self._variables

    def _resolved_variables(self) -> dict[str, Value] | Unresolved:
        variables = self.value("Environment", "Variables")
        if isinstance(variables, Unresolved):
            return variables
        if not isinstance(variables, dict):
            return {}
        resolve = self.template.intrinsics.resolve
        resolved = {
            str(key): resolve(raw) for key, raw in variables.items() if not is_inserted(key)
        }
        return {key: value for key, value in resolved.items() if value is not None}

    @property
    def tracing_mode(self) -> str | Unresolved:
        """Active, or PassThrough: then only requests that a caller traces already are traced."""
        mode = self.text("TracingConfig", "Mode")
        return DEFAULT_TRACING_MODE if mode is None else mode

    @property
    def layers(self) -> list[Value] | Unresolved:
        """The layers it lists."""
        layers = self.items("Layers")
        return [] if layers is None else layers

    @property
    def subnets(self) -> list[Value] | Unresolved:
        """The ids of the subnets its network interfaces are in; empty outside a VPC."""
        subnets = self.items("VpcConfig", "SubnetIds")
        return [] if subnets is None else subnets

    @property
    def security_groups(self) -> list[Value] | Unresolved:
        """The ids of the security groups of its network interfaces; empty outside a VPC."""
        groups = self.items("VpcConfig", "SecurityGroupIds")
        return [] if groups is None else groups

    @property
    def uses_ipv6(self) -> bool | Unresolved:
        """Whether it may open connections over IPv6 in its VPC."""
        allowed = self.value("VpcConfig", "Ipv6AllowedForDualStack")
        return allowed if isinstance(allowed, Unresolved) else str(allowed).lower() == "true"

    @property
    def reserved_concurrency(self) -> int | Unresolved | None:
        """Reserved concurrency; None when it takes from the account's unreserved pool."""
        return self.integer("ReservedConcurrentExecutions")

    @property
    def traces_actively(self) -> bool | Unresolved:
        """Whether it sends a trace of its own for every request that is sampled."""
        mode = self.text("TracingConfig", "Mode")
        return mode if isinstance(mode, Unresolved) else mode == "Active"

    @property
    def dead_letter_target(self) -> Destination | None:
        """Where asynchronous events go that failed for good."""
        at = ("DeadLetterConfig", "TargetArn")
        return destination(self.template, self.value(*at), ".".join(at))

    @property
    def destinations(self) -> list[Destination]:
        """Its dead-letter target, when it has one."""
        found = self.dead_letter_target
        return [found] if found else []

    @property
    def failure_queues(self) -> list[Queue]:
        """The queues of the assembly that get events that failed for good."""
        found = self.dead_letter_target
        return [found.queue] if found and found.queue else []

    @property
    def aliases(self) -> list[Alias]:
        """The aliases of this function."""
        return self.template.environment.related(Alias, "function", self)

    @property
    def versions(self) -> list[Version]:
        """The versions published of this function."""
        return self.template.environment.related(Version, "function", self)

    @property
    def least_provisioned_concurrency(self) -> int:
        """What its aliases and versions keep ready for certain, scaled minima included."""
        least: dict[object, int] = {}
        holders: list[Alias | Version] = [*self.aliases, *self.versions]
        for each in holders:
            amount = each.provisioned_concurrency
            if each.is_certain is True and isinstance(amount, int):
                least[each] = amount
        for scaled in self.template.environment.related(ScalableTarget, "function", self):
            target, minimum = scaled.target, scaled.minimum_capacity
            if target and target.qualifier not in (None, LATEST) and scaled.is_certain is True:
                place = target.alias or target.version or target.qualifier
                if isinstance(minimum, int):
                    least[place] = max(minimum, least.get(place, 0))
        return sum(least.values())

    def identifier(self, attribute: str) -> tuple[Component, ...] | None:
        """`Ref` gives the function's name, `Arn` its unqualified ARN."""
        name = self.name
        known = name if isinstance(name, str) else ""
        itself = Reference(f"the name of {self.logical_id}", self, known_text=known)
        if attribute == "Arn":
            return function_arn(itself)
        return None if attribute else (itself,)
