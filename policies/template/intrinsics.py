"""Values resolved as far as the template allows; the functions themselves are in functions.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from policies.domain.limits import PARAMETER_VALUE, TEMPLATE_BODY
from policies.template.conditions import truth
from policies.template.functions import FUNCTIONS
from policies.template.values import Text, Unresolved, Value, is_plain, joined, known_text

if TYPE_CHECKING:
    from policies.template.functions import Function
    from policies.template.template import Template

# CloudFormation states no bound; real templates nest a dozen deep. Above this a chain of
# functions is cyclic or hostile.
_MAXIMUM_DEPTH: Final = 60

# What a template may ask for in all, in characters of resolved text. Calls and elements count as
# short texts, for they take as long. Real templates stay below a thousandth of it; one of 1 MB that
# is all environment variables, each a Join of a Select of a Split, takes half.
_MAXIMUM_EFFORT: Final = 16 * (TEMPLATE_BODY.maximum or 0)
_EFFORT_OF_CALL: Final = 32
_EFFORT_OF_ITEM: Final = 16

_DYNAMIC_REFERENCE: Final = "{{resolve:"

_EXHAUSTED: Final = Unresolved("more than a template may ask for")


class Intrinsics:
    """Resolves the values of one template."""

    __slots__ = ("_conditions", "_depth", "_effort", "_parameters", "template")

    def __init__(self, template: Template) -> None:
        self.template = template
        self._depth = 0
        self._effort = 0
        self._parameters: dict[str, Value] = {}
        self._conditions: dict[str, bool | Unresolved] = {}

    def resolve(self, raw: Any) -> Value:
        """The value: itself when it is plain, what the function gives when it is one."""
        value: Value = raw
        if isinstance(raw, str):
            return _dynamic(raw) if _DYNAMIC_REFERENCE in raw else raw
        if not isinstance(raw, dict) or len(raw) != 1:
            return value
        [name] = raw
        function = FUNCTIONS.get(name)
        if function is None:
            if name.startswith("Fn::"):
                return Unresolved(f"{name} is known at deployment only")
            return value
        value = self._called(function, raw[name])
        text = value.known_text if isinstance(value, Text) else value
        if isinstance(text, str) and _DYNAMIC_REFERENCE in text:
            return _dynamic(cast("str | Text", value))
        return value

    def _called(self, function: Function, argument: Any) -> Value:
        if self._depth >= _MAXIMUM_DEPTH:
            return Unresolved("nested too deeply to follow")
        self.spend(_EFFORT_OF_CALL)
        if self.is_exhausted:
            return _EXHAUSTED
        self._depth += 1
        try:
            value = function(self, argument)
        except RecursionError:  # templates that import from each other in a long chain
            return Unresolved("nested too deeply to follow")
        finally:
            self._depth -= 1
        self.spend(_effort_of(value))
        return value

    def spend(self, characters: int, *, items: int = 0) -> None:
        """Count what was gone through: characters of text, and elements or placeholders."""
        self._effort += characters + _EFFORT_OF_ITEM * items

    @property
    def is_exhausted(self) -> bool:
        """True once the template has asked for more than any honest one: the rest is unresolved."""
        return self._effort > _MAXIMUM_EFFORT

    def parameter(self, name: str) -> Value:
        """The parameter, unresolved where it holds what CloudFormation refuses."""
        if name not in self._parameters:
            value = self.template.parameter(name)
            if not _is_accepted(value):
                value = Unresolved(f"parameter {name}, which CloudFormation refuses")
            self._parameters[name] = value
        return self._parameters[name]

    def items(self, raw: Any) -> list[Value] | Unresolved | None:
        """The elements of a list but for AWS::NoValue; a single value is a list of one."""
        value = self.resolve(raw)
        if isinstance(value, list):
            self.spend(_effort_of(value))
            if self.is_exhausted:
                return _EXHAUSTED
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


def _effort_of(value: Value) -> int:
    """What it takes to make the value, or to go through it once."""
    if isinstance(value, Text):
        return len(value.known_text) + _EFFORT_OF_CALL * len(value.parts)
    if isinstance(value, (str, Unresolved)):
        return len(known_text(value))
    if isinstance(value, list):
        return _EFFORT_OF_ITEM * len(value)
    return _EFFORT_OF_CALL * len(value) if isinstance(value, dict) else 0


def _is_accepted(value: Value) -> bool:
    """Whether CloudFormation takes the value of a parameter: plain and not too long."""
    if not is_plain(value):
        return False
    texts = value if isinstance(value, list) else [value]
    return PARAMETER_VALUE.admits(
        sum(len(text.encode("utf-8", "surrogatepass")) for text in texts if isinstance(text, str))
        + len(texts)
        - 1
    )


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
        start = 0
        while start < len(part):
            mark = "}}" if opened else _DYNAMIC_REFERENCE
            found = part.find(mark, start)
            (opened or done).append(part[start:] if found < 0 else part[start:found])
            if found < 0:
                break
            start = found + len(mark)
            if opened:
                done.append(Unresolved("a dynamic reference"))
            opened = [] if opened else [mark]
    return joined([*done, *opened])
