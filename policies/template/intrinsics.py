"""Values resolved as far as the template allows; the functions themselves are in functions.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from policies.template.conditions import truth
from policies.template.functions import FUNCTIONS
from policies.template.values import Text, Unresolved, Value, joined

if TYPE_CHECKING:
    from policies.template.functions import Function
    from policies.template.template import Template

# CloudFormation states no bound; real templates nest a dozen deep. Above this a chain of
# functions is cyclic or hostile.
_MAXIMUM_DEPTH: Final = 60

_DYNAMIC_REFERENCE: Final = "{{resolve:"


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
            return _dynamic(raw) if _DYNAMIC_REFERENCE in raw else raw
        if not isinstance(raw, dict) or len(raw) != 1:
            return cast("Value", raw)
        [(name, argument)] = raw.items()
        function = FUNCTIONS.get(name)
        if function is None:
            if name.startswith("Fn::"):
                return Unresolved(f"{name} is known at deployment only")
            return cast("Value", raw)
        value = self._called(function, argument)
        text = value.known_text if isinstance(value, Text) else value
        if isinstance(text, str) and _DYNAMIC_REFERENCE in text:
            return _dynamic(cast("str | Text", value))
        return value

    def _called(self, function: Function, argument: Any) -> Value:
        if self._depth >= _MAXIMUM_DEPTH:
            return Unresolved("nested too deeply to follow")
        self._depth += 1
        try:
            return function(self, argument)
        except RecursionError:  # templates that import from each other in a long chain
            return Unresolved("nested too deeply to follow")
        finally:
            self._depth -= 1

    def items(self, raw: Any) -> list[Value] | Unresolved | None:
        """The elements of a list but for AWS::NoValue; a single value is a list of one."""
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
            try:
                self._conditions[name] = truth(self, self.template.section("Conditions").get(name))
            except RecursionError:
                self._conditions[name] = Unresolved(f"condition {name} is nested too deeply")
        return self._conditions[name]


def _dynamic(value: str | Text) -> str | Unresolved:
    """CloudFormation resolves a dynamic reference at deployment, nobody before.

    A Join or Sub may write one around parts of its own, so it is looked for over all parts.
    """
    done: list[str | Unresolved] = []
    opened: list[str | Unresolved] = []
    for part in value.parts if isinstance(value, Text) else (value,):
        if isinstance(part, Unresolved):
            (opened or done).append(part)
            continue
        rest = part
        while rest:
            if opened:
                inside, closing, rest = rest.partition("}}")
                opened.append(inside)
                if closing:
                    opened = []
                    done.append(Unresolved("a dynamic reference"))
            else:
                before, opening, rest = rest.partition(_DYNAMIC_REFERENCE)
                done.append(before)
                opened = [opening] if opening else []
    return joined([*done, *opened])
