"""A resource as rules see it: typed values instead of nested dictionaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from policies.template.properties import Properties
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from policies.domain.limits import Limit
    from policies.template.arns import Component
    from policies.template.calls import Call
    from policies.template.origin import Origin
    from policies.template.template import Template
    from policies.template.values import Value

_NONE: Final[AbstractSet[str]] = frozenset()
_NOT_ASKED: Final = Unresolved("not asked for yet")


class Resource(Properties):
    """One resource of a template.

    A property is known, None when absent (or its default, where AWS has one), or Unresolved.
    """

    # The CloudFormation type that a subclass is the view of.
    type_name: ClassVar[str] = ""

    __slots__ = ("_values", "logical_id", "nested_template", "type")

    def __init__(self, template: Template, logical_id: str, raw: dict[str, Any]) -> None:
        super().__init__(template, raw)
        self._values: dict[tuple[str, ...], Value] = {}
        self.logical_id = logical_id
        self.type: str = raw["Type"]
        # Of an AWS::CloudFormation::Stack, when its template lies beside the parent's.
        self.nested_template: Template | None = None

    def __repr__(self) -> str:
        return f"<{self.type} {self.logical_id}>"

    @property
    def is_certain(self) -> bool | Unresolved:
        """Whether the deployment creates it: its Condition holds, as does its stack's."""
        name = self.raw.get("Condition")
        holds = True if name is None else self.template.intrinsics.condition(name)
        if holds is True and self.template.parent is not None:
            return self.template.parent.is_certain
        return holds

    @property
    def construct_path(self) -> str | None:
        """Where the construct stands in the CDK app, when the assembly or template tells."""
        return self.template.construct_path(self)

    @property
    def line(self) -> int:
        """The line at which the template declares it."""
        return self.line_of()

    def line_of(self, *steps: str | int) -> int:
        """The line of what stands at `steps` below Properties, or of what comes closest."""
        origin = self.origin
        if origin is not None:
            return self.template.line_of(*origin.path_of(steps))
        below = ("Properties", *steps) if steps else ()
        return self.template.line_of("Resources", self.logical_id, *below)

    @property
    def origin(self) -> Origin | None:
        """What the file has in its place, when a loop or a SAM resource makes it."""
        return self.template.document.origins.get(self.logical_id)

    @property
    def is_generated(self) -> bool:
        """True when the CDK makes it for its own purposes: nobody can change it in their app."""
        from policies.template.cdk_generated import is_generated  # noqa: PLC0415 - when one is found

        return is_generated(self)

    @property
    def written_id(self) -> str:
        """The logical id that the user knows: of the SAM resource that makes it, else its own."""
        origin = self.origin
        return self.logical_id if origin is None else origin.logical_id

    @property
    def written_type(self) -> str:
        """The type that the file has: of the SAM resource that makes it, else its own."""
        origin = self.origin
        return self.type if origin is None else origin.type

    def value(self, *path: str) -> Value:
        """The property at `path`, resolved step by step; None when it is absent."""
        # Each is found once: dozens of rules ask for the same few.
        found = self._values.get(path, _NOT_ASKED)
        if found is _NOT_ASKED:
            found = self._values[path] = super().value("Properties", *path)
        return found

    @property
    def property_names(self) -> AbstractSet[str]:
        """The names of the properties that the template writes."""
        properties = self.raw.get("Properties")
        return properties.keys() if isinstance(properties, dict) else _NONE

    @property
    def calls(self) -> Iterable[Call]:
        """The functions it calls, for the kinds of resources that call some."""
        return ()

    def broken(self, limit: Limit, value: int) -> Limit | None:
        """The limit that the value breaks under every condition it may be subject to here.

        A limit with exceptions (a longer timeout with a capacity provider) is judged by the one
        that holds; where the template does not settle which, only what none admits is wrong.
        """
        possible = [limit]
        for name in limit.exceptions:
            setting = self.value(name)
            if isinstance(setting, Unresolved):
                possible.append(limit.given(name))
            elif setting is not None:
                possible = [limit.given(name)]
        return None if any(bound.admits(value) for bound in possible) else possible[0]

    def identifier(self, attribute: str) -> tuple[Component, ...] | None:
        """What stands between the colons of `Ref` (no attribute) or an attribute, where known."""
        del attribute
        return None


def known_or(value: int | Unresolved | None, default: int) -> int | Unresolved:
    """The value, or what AWS takes when the property is absent."""
    return default if value is None else value
