"""What is certain of a value that is known in part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.template.values import (
    PerhapsAbsent,
    PseudoParameter,
    Reference,
    Text,
    Unresolved,
    parts_of,
)

if TYPE_CHECKING:
    from policies.template.values import Value


def is_set(value: Value) -> bool:
    """True when the property is certainly there, though its value may not be known."""
    if isinstance(value, Unresolved):
        return isinstance(value, (Text, Reference, PseudoParameter))
    return value is not None


def certain_elements(values: list[Value] | Unresolved) -> list[Value]:
    """The elements that are certainly in the list: without those a condition may take away."""
    if isinstance(values, Unresolved):
        return []
    return [value for value in values if not isinstance(value, PerhapsAbsent)]


def known_start(value: Value) -> str:
    """The text that the value certainly begins with; empty when its beginning is not known."""
    first = parts_of(value)[0]
    return first if isinstance(first, str) else ""


def known_end(value: Value) -> str:
    """The text that the value certainly ends with; empty when its end is not known."""
    last = parts_of(value)[-1]
    return last if isinstance(last, str) else ""
