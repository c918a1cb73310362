"""Properties that the user gives: what only the deployment knows, or another value to try."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from policies.gate.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policies.template.resource import Resource


class GivenError(Exception):
    """What is given is no property, or has no such value."""


class GivenProperties:
    """Values given as `LogicalId.Property=value`.

    Raises:
        GivenError: One of them is not of this form.
    """

    def __init__(self, settings: Iterable[str] = ()) -> None:
        self._values: dict[str, str] = {}
        self._asked: set[str] = set()
        for setting in settings:
            place, separator, value = setting.partition("=")
            owner, dot, name = place.partition(".")
            if not (separator and dot and owner and name and value):
                raise GivenError(f"--set must be LogicalId.Property=value, got {setting!r}")
            self._values[place] = value

    def text(self, of: Resource, name: str) -> str | None:
        """The value given for a property, None when there is none."""
        for owner in dict.fromkeys((of.logical_id, of.written_id)):
            place = f"{owner}.{name}"
            self._asked.add(place)
            if place in self._values:
                return self._values[place]
        return None

    def number(self, of: Resource, name: str) -> float | None:
        """The same of a number.

        Raises:
            GivenError: The value is none.
        """
        text = self.text(of, name)
        if text is None:
            return None
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise GivenError(f"--set {of.logical_id}.{name} must be a number, got {text!r}")
        return number

    def integer(self, of: Resource, name: str) -> int | None:
        """The same of a whole number.

        Raises:
            GivenError: The value is none.
        """
        number = self.number(of, name)
        if number is not None and not number.is_integer():
            raise GivenError(f"--set {of.logical_id}.{name} must be a whole number, got {number:g}")
        return None if number is None else int(number)

    def require_used(self) -> None:
        """Every value was asked for.

        Raises:
            GivenError: One was not: its name is misspelled, or it changes nothing here.
        """
        for place in self._values.keys() - self._asked:
            hint = nearest(place, self._asked)
            raise GivenError(f"--set {place}: no property that is simulated here{hint}")
