"""Which function, and through which qualifier, a name, an ARN or a reference means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from policies.template.arns import components
from policies.template.values import Reference, Unresolved

if TYPE_CHECKING:
    from policies.template.arns import Component
    from policies.template.environment import Environment
    from policies.template.resource import Resource
    from policies.template.resources.alias import Alias
    from policies.template.resources.function import Function
    from policies.template.resources.version import Version
    from policies.template.template import Template
    from policies.template.values import Value

LATEST = "$LATEST"


class FunctionTarget(NamedTuple):
    """A function, and the alias or version through which it is meant.

    `qualifier` is the text after the function's name; None means an unqualified function, which
    Lambda takes as $LATEST.
    """

    function: Function
    qualifier: str | Unresolved | None = None
    alias: Alias | None = None
    version: Version | None = None

    @property
    def label(self) -> str:
        """What messages call it: the alias or version, or the function itself."""
        name = self.function.logical_id
        if self.alias is not None:
            return f"{name}'s alias {self.alias.logical_id}"
        if self.version is not None:
            return f"{name}'s version {self.version.logical_id}"
        if self.qualifier in (None, LATEST):
            return name
        return f"{name}:{self.qualifier}" if isinstance(self.qualifier, str) else f"{name}:..."

    @property
    def has_current_configuration(self) -> bool:
        """True when what runs is configured as the template's function is now.

        A version that the template publishes is; a version meant by its number was published some
        time before, with a timeout and an environment that no template shows.
        """
        if self.alias is not None:
            version = self.alias.version
            return version == LATEST or not isinstance(version, str | Unresolved | None)
        return self.version is not None or self.qualifier in (None, LATEST)


def function_target(value: Value, template: Template) -> FunctionTarget | None:
    """What the value means to Lambda, or None when the template does not tell."""
    parts = components(value)
    if parts is None:
        return None
    place, (name, *rest) = _split_at_function_marker(parts)
    function = _function(name, template)
    if function is None or len(rest) > 1 or _is_elsewhere(place, template.environment):
        return None
    if not rest:
        return FunctionTarget(function)
    return _qualified(function, rest[0])


def qualified_target(function: Function, qualifier: Value) -> FunctionTarget:
    """The function through a qualifier that stands in a property of its own."""
    parts = components(qualifier)
    return _qualified(function, parts[-1] if parts else Unresolved("a qualifier"))


def missing_alias(target: FunctionTarget) -> str | None:
    """The alias it names that its function certainly has not; None where the assembly has none."""
    name = target.qualifier
    if not isinstance(name, str) or target.alias is not None:
        return None
    if name.startswith("$") or name.isdecimal():
        return None
    names = [alias.name for alias in target.function.aliases]
    is_missing = bool(names) and all(isinstance(own, str) and own != name for own in names)
    return name if is_missing else None


def function_named_by(resource: Resource) -> Function | None:
    """The function that the resource's FunctionName means, when the assembly holds it.

    Found once: an alias of an alias of itself would be followed for ever.
    """
    known = resource.template.functions_named
    if resource.logical_id not in known:
        known[resource.logical_id] = None
        try:
            target = function_target(resource.value("FunctionName"), resource.template)
        except RecursionError:  # an alias of an alias of an alias...
            return None
        known[resource.logical_id] = target.function if target else None
    return known[resource.logical_id]


_Components: TypeAlias = "tuple[Component, ...]"


def _split_at_function_marker(parts: _Components) -> tuple[_Components, _Components]:
    """`name`, `name:live`, `123456789012:function:name` and whole ARNs name the same thing."""
    for index, part in enumerate(parts[:-1]):
        if part == "function" and len(parts) > 2:  # noqa: PLR2004 - `function:name` alone is scaling's
            return parts[:index], parts[index + 1 :]
    return (), parts


def _is_elsewhere(place: _Components, environment: Environment) -> bool:
    """True for an ARN of another account or region, where the same name is another function.

    Where the stack does not say its own, the ARN does: Lambda takes no other here.
    """
    own = environment.account, environment.region
    return any(
        isinstance(part, str) and mine is not None and part != mine
        for part, mine in zip(reversed(place), own, strict=False)
    )


def _function(name: Component, template: Template) -> Function | None:
    resource: Resource | None = None
    if isinstance(name, Reference):
        resource = name.resource
    elif isinstance(name, str):
        resource = template.environment.named("AWS::Lambda::Function", name)
    if resource is None or resource.type != "AWS::Lambda::Function":
        return None
    return cast("Function", resource)


def _qualified(function: Function, qualifier: Component) -> FunctionTarget:
    if isinstance(qualifier, Reference):
        resource = qualifier.resource
        if resource.type == "AWS::Lambda::Alias":
            return FunctionTarget(function, qualifier, alias=cast("Alias", resource))
        if resource.type == "AWS::Lambda::Version":
            return FunctionTarget(function, qualifier, version=cast("Version", resource))
    if isinstance(qualifier, str):
        alias = function.template.environment.alias_named(function, qualifier)
        return FunctionTarget(function, qualifier, alias)
    return FunctionTarget(function, qualifier)
