"""Values resolved as far as the template allows; the functions themselves are in functions.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from policies.template.conditions import truth
from policies.template.functions import FUNCTIONS
from policies.template.values import Unresolved, Value, joined

if TYPE_CHECKING:
    from policies.template.template import Template

# CloudFormation states no bound; real templates nest a dozen deep. Above this a chain of
# functions is cyclic or hostile.
_MAXIMUM_DEPTH: Final = 60

_DYNAMIC_REFERENCE: Final = re.compile(r"\{\{resolve:[^}]*\}\}")


class Intrinsics:
    """Resolves the values of one template."""

    __slots__ = ("_conditions", "_depth", "template")

    def __init__(self, template: Template) -> None:
        self.template = template
        self._depth = 0
        self._conditions: dict[str, bool | Unresolved] = {}

    def resolve(self, raw: Any) -> Value:
        """The value: itself when it is plain, what the function gives when it is one."""
        if isinstance(raw, str):
            return _dynamic(raw) if "{{resolve:" in raw else raw
        if not isinstance(raw, dict) or len(raw) != 1:
            return cast("Value", raw)
        [(name, argument)] = raw.items()
        function = FUNCTIONS.get(name)
        if function is None:
            if name.startswith("Fn::"):
                return Unresolved(f"{name} is known at deployment only")
            return cast("Value", raw)
        if self._depth >= _MAXIMUM_DEPTH:
            return Unresolved("nested too deeply to follow")
        self._depth += 1
        try:
            return function(self, argument)
        finally:
            self._depth -= 1

    def items(self, raw: Any) -> list[Value] | Unresolved | None:
        """The elements of a list, without those that are AWS::NoValue; one value is a list of one."""
        value = self.resolve(raw)
        if isinstance(value, list):
            return [item for item in map(self.resolve, value) if item is not None]
        if value is None or isinstance(value, Unresolved):
            return value
        return [value]

    def condition(self, name: Any) -> bool | Unresolved:
        """Whether the named condition holds."""
        if not isinstance(name, str):
            return Unresolved("a condition without a name")
        if name not in self._conditions:
            # What a condition that asks for itself gets to hear.
            self._conditions[name] = Unresolved(f"condition {name} depends on itself")
            self._conditions[name] = truth(self, self.template.section("Conditions").get(name))
        return self._conditions[name]


def _dynamic(text: str) -> str | Unresolved:
    """CloudFormation resolves a dynamic reference at deployment, nobody before."""
    parts: list[str | Unresolved] = []
    end = 0
    for match in _DYNAMIC_REFERENCE.finditer(text):
        parts += [text[end : match.start()], Unresolved("a dynamic reference")]
        end = match.end()
    return joined([*parts, text[end:]])
