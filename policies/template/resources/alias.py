"""AWS::Lambda::Alias."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.arns import components, function_arn
from policies.template.function_target import LATEST, function_named_by
from policies.template.resource import Resource
from policies.template.resources.version import Version
from policies.template.values import Reference, Unresolved

if TYPE_CHECKING:
    from policies.template.arns import Component
    from policies.template.resources.function import Function


class Alias(Resource):
    """A name for a version of a function: what callers should call."""

    type_name: ClassVar[str] = "AWS::Lambda::Alias"

    __slots__ = ()

    @property
    def name(self) -> str | Unresolved | None:
        """The qualifier that callers use."""
        return self.text("Name")

    @property
    def function(self) -> Function | None:
        """The function it is an alias of, when the assembly holds it."""
        return function_named_by(self)

    @property
    def version(self) -> Version | str | Unresolved | None:
        """The version it points to: the resource, its number, or $LATEST."""
        value = self.text("FunctionVersion")
        parts = components(value)
        last = parts[-1] if parts else None
        if isinstance(last, Reference) and isinstance(last.resource, Version):
            return last.resource
        return value

    @property
    def points_to_latest(self) -> bool | Unresolved:
        """Whether callers get $LATEST instead of a published version."""
        version = self.version
        if isinstance(version, Unresolved):
            return version
        return version == LATEST

    @property
    def provisioned_concurrency(self) -> int | Unresolved | None:
        """Environments kept ready behind this alias; None when there are none."""
        return self.integer("ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions")

    def identifier(self, attribute: str) -> tuple[Component, ...] | None:
        """`Ref` and `AliasArn` give the qualified ARN, which ends in `Name`."""
        own_name = self.name
        known = own_name if isinstance(own_name, str) else ""
        itself = Reference(f"the name of {self.logical_id}", self, "Name", known_text=known)
        if attribute == "Name":
            return (itself,)
        if attribute not in ("", "AliasArn"):
            return None
        function = self.function
        name = function.identifier("") if function else None
        return function_arn(name[0] if name else Unresolved("a function's name"), itself)
