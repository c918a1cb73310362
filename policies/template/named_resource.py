"""The resource that a property names, by a Ref or by the text of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.template.values import Reference

if TYPE_CHECKING:
    from policies.template.resource import Resource
    from policies.template.template import Template
    from policies.template.values import Value


def named_resource(value: Value, type_name: str, template: Template) -> Resource | None:
    """The resource of a type whose name the value is, when the assembly holds it."""
    if isinstance(value, Reference):
        is_name = not value.attribute and value.resource.type == type_name
        return value.resource if is_name else None
    return template.environment.named(type_name, value) if isinstance(value, str) else None
