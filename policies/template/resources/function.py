"""AWS::Lambda::Function."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.domain import limits
from policies.template.arns import function_arn
from policies.template.function_target import LATEST
from policies.template.resource import Resource, known_or
from policies.template.resources.alias import Alias
from policies.template.resources.scalable_target import ScalableTarget
from policies.template.resources.version import Version
from policies.template.values import Reference, Unresolved, is_inserted

if TYPE_CHECKING:
    from policies.template.arns import Component
    from policies.template.values import Value


class Function(Resource):
    """A Lambda function; a property that is absent has Lambda's default."""

    type_name: ClassVar[str] = "AWS::Lambda::Function"

    __slots__ = ()

    @property
    def name(self) -> str | Unresolved | None:
        """Its name, None when CloudFormation generates one."""
        return self.text("FunctionName")

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
    def layers(self) -> list[Value] | Unresolved:
        """The layers it lists."""
        layers = self.items("Layers")
        return [] if layers is None else layers

    @property
    def reserved_concurrency(self) -> int | Unresolved | None:
        """Reserved concurrency; None when it takes from the account's unreserved pool."""
        return self.integer("ReservedConcurrentExecutions")

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
