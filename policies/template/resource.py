"""A resource as rules see it: typed values instead of nested dictionaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.domain.limits import Limit
    from policies.template.arns import Component
    from policies.template.template import Template
    from policies.template.values import Value

# No property of AWS holds a number of more; Python refuses to read thousands.
_MAXIMUM_DIGITS: Final = 20


class Resource:
    """One resource of a template.

    A property is known, None when absent (or its default, where AWS has one), or Unresolved.
    """

    # The CloudFormation type that a subclass is the view of.
    type_name: ClassVar[str] = ""

    __slots__ = ("logical_id", "nested_template", "raw", "template", "type")

    def __init__(self, template: Template, logical_id: str, raw: dict[str, Any]) -> None:
        self.template = template
        self.logical_id = logical_id
        self.raw = raw
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
        return self.template.line_of("Resources", self.logical_id)

    def value(self, *path: str) -> Value:
        """The property at `path`, resolved step by step; None when it is absent."""
        intrinsics = self.template.intrinsics
        value: Any = self.raw
        for step in ("Properties", *path):
            holder = intrinsics.resolve(value)
            if isinstance(holder, Unresolved):
                return holder
            value = holder.get(step) if isinstance(holder, dict) else None
            if value is None:
                return self.template.insertion(holder)
        return intrinsics.resolve(value)

    def integer(self, *path: str) -> int | Unresolved | None:
        """A whole number, also when the template writes it as text."""
        value = self.value(*path)
        if value is None or isinstance(value, Unresolved):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if isinstance(value, str) and _is_integer(value):
            return int(value)
        return Unresolved("no whole number")

    def text(self, *path: str) -> str | Unresolved | None:
        """Text; a number that the template wrote without quotes counts as its digits."""
        value = self.value(*path)
        if value is None or isinstance(value, (str, Unresolved)):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return Unresolved("no text")

    def items(self, *path: str) -> list[Value] | Unresolved | None:
        """A list, its elements resolved and those that are AWS::NoValue left out."""
        return self.template.intrinsics.items(self.value(*path))

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


def _is_integer(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) <= _MAXIMUM_DIGITS


def known_or(value: int | Unresolved | None, default: int) -> int | Unresolved:
    """The value, or what AWS takes when the property is absent."""
    return default if value is None else value
