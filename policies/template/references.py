"""The resources that a value names."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from policies.template.values import Reference, parts_of

if TYPE_CHECKING:
    from policies.template.resource import Resource
    from policies.template.values import Value

R = TypeVar("R", bound="Resource")


def referenced(value: Value) -> list[Resource]:
    """The resources whose identifiers or attributes the value is made of."""
    return [part.resource for part in parts_of(value) if isinstance(part, Reference)]


def sole_reference(value: Value) -> Resource | None:
    """The resource that the value names, when it names exactly one."""
    found = referenced(value)
    return found[0] if len(found) == 1 else None


def identified(value: Value, kind: type[R]) -> R | None:
    """The resource of a kind whose identifier, or an attribute of which, the value is."""
    resource = value.resource if isinstance(value, Reference) else None
    return resource if isinstance(resource, kind) else None


def is_handed_out(resource: Resource) -> bool:
    """True when stacks that are not here may import it, and add to it."""
    template = resource.template
    exported = (name for name in template.section("Outputs") if template.export(name) is not None)
    return not template.exports and any(
        resource in referenced(template.output(name)) for name in exported
    )
