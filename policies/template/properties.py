"""Properties resolved as far as the template tells: of a resource, or of an element of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from policies.template.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.template import Template
    from policies.template.values import Value

# No property of AWS holds a number of more; Python refuses to read thousands.
_MAXIMUM_DIGITS: Final = 20
_LARGE: Final = 10**_MAXIMUM_DIGITS
_NUMBER: Final = r"-?(?:[0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})"


class Properties:
    """What holds properties: each is known, None when absent, or Unresolved."""

    __slots__ = ("raw", "template")

    def __init__(self, template: Template, raw: dict[str, Any]) -> None:
        self.template = template
        self.raw = raw

    def value(self, *path: str) -> Value:
        """The property at `path`, resolved step by step; None when it is absent."""
        resolve = self.template.intrinsics.resolve
        value: Any = self.raw
        for step in path:
            # A function is a dictionary of one key; most of what holds properties is none. And of
            # two isinstance the one that holds is asked first: the other is the dear one.
            plain = isinstance(value, dict) and len(value) > 1
            holder = value if plain else resolve(value)
            if isinstance(holder, dict):
                value = holder.get(step)
                if value is None:
                    return self.template.insertion(holder)
            else:
                return holder if isinstance(holder, Unresolved) else None
        return resolve(value)

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

    def number(self, *path: str) -> float | Unresolved | None:
        """A number, whole or not, also when the template writes it as text."""
        value = self.value(*path)
        if value is None or isinstance(value, Unresolved):
            return value
        if isinstance(value, str) and re.fullmatch(_NUMBER, value):
            value = float(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < _LARGE:
            return int(value) if value == int(value) else value
        return Unresolved("no number")

    def text(self, *path: str) -> str | Unresolved | None:
        """Text; a number that the template wrote without quotes counts as its digits."""
        value = self.value(*path)
        if value is None or isinstance(value, (str, Unresolved)):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return Unresolved("no text")

    def boolean(self, *path: str) -> bool | Unresolved | None:
        """True or false, also when the template writes it as text."""
        value = self.value(*path)
        if value is None or isinstance(value, (bool, Unresolved)):
            return value
        written = {"true": True, "false": False}.get(str(value).lower())
        return Unresolved("neither true nor false") if written is None else written

    def items(self, *path: str) -> list[Value] | Unresolved | None:
        """A list, its elements resolved and those that are AWS::NoValue left out."""
        return self.template.intrinsics.items(self.value(*path))

    def elements(self, *path: str) -> Iterator[Element]:
        """The elements of a list that are properties themselves and known; with their places."""
        resolve = self.template.intrinsics.resolve
        listed = self.value(*path)
        place = ".".join(path)
        for number, raw in enumerate(listed if isinstance(listed, list) else ()):
            element = resolve(raw)
            if isinstance(element, dict):
                yield Element(self.template, element, f"{place}.{number}")


class Element(Properties):
    """One element of a list, at a place below Properties."""

    __slots__ = ("at",)

    def __init__(self, template: Template, raw: dict[str, Any], at: str) -> None:
        super().__init__(template, raw)
        self.at = at


def _is_integer(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) <= _MAXIMUM_DIGITS
