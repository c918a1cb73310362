"""When Lambda stops patching, creating and updating functions of a runtime."""

import json
import re
from collections.abc import Mapping
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

_DATA: Final = Path(__file__).with_name("runtimes.json")
# `nodejs` and `24` of nodejs24.x, `python` and `3.14` of python3.14, `java` and `8` of java8.al2.
_FORM: Final = r"([a-z]+)(\d+(?:\.\d+)?)(\.x|\.al\d+)?"
_NO_DAY: Final = "9999-12-31"


class Phase(IntEnum):
    """How much Lambda still does for a runtime; what is worse is greater."""

    PREVIEW = 0
    SUPPORTED = 1
    DEPRECATED = 2
    CREATION_BLOCKED = 3
    UPDATE_BLOCKED = 4


class Lifecycle(NamedTuple):
    """The days (ISO 8601) on which a runtime enters each phase; None for what has no day yet.

    AWS moves them: `as_of` is the day on which they were read.

    See: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
    """

    runtime: str
    as_of: str
    deprecated: str | None = None
    creation_blocked: str | None = None
    update_blocked: str | None = None
    successor: str | None = None
    is_preview: bool = False

    def phase(self, day: str) -> Phase:
        """The phase it is in on a day; creation was sometimes blocked before the deprecation."""
        if day >= (self.update_blocked or _NO_DAY):
            return Phase.UPDATE_BLOCKED
        if day >= (self.creation_blocked or _NO_DAY):
            return Phase.CREATION_BLOCKED
        if day >= (self.deprecated or _NO_DAY):
            return Phase.DEPRECATED
        return Phase.PREVIEW if self.is_preview else Phase.SUPPORTED

    @property
    def replacement(self) -> str:
        """What to set instead, in the words of a fix."""
        return self.successor or "a runtime that Lambda supports"

    def days_to_deprecation(self, day: str) -> int | None:
        """How many days are left from a day on, negative when it is past; None without a date."""
        # It takes three milliseconds to import, and only advice counts days.
        from datetime import date  # noqa: PLC0415

        if self.deprecated is None:
            return None
        return (date.fromisoformat(self.deprecated) - date.fromisoformat(day)).days


class Runtimes(NamedTuple):
    """Every runtime that CloudFormation took on the day `as_of` (ISO 8601)."""

    as_of: str
    lifecycles: Mapping[str, Lifecycle]

    def is_impossible(self, name: str) -> bool:
        """True for a name that was none on that day and is none of a runtime that came later.

        What is newer than the newest of its family may exist by now, as may a new family.
        """
        if name in self.lifecycles:
            return False
        if name in self._families or self._spelled_like(name):
            return True
        form = re.fullmatch(_FORM, name)
        if form is None or form[1] not in self._families:
            return False
        family = self._families[form[1]]
        is_newer = _number(form[2]) > max(_number(known[2]) for known in family)
        return not is_newer or form[3] not in {known[3] for known in family}

    def instead_of(self, name: str, day: str) -> str | None:
        """The runtime to take for a name that is none: one spelled alike, or the newest."""
        form = re.fullmatch(_FORM, name)
        family = self._families.get(form[1] if form else name, [])
        supported = [known for known in family if not self.lifecycles[known[0]].is_preview]
        newest = max(supported, key=lambda known: _number(known[2]))[0] if supported else None
        meant = self.lifecycles.get(self._spelled_like(name) or "")
        if meant and meant.phase(day) is Phase.SUPPORTED:
            return meant.runtime
        return (meant.successor if meant else None) or newest

    @property
    def _families(self) -> dict[str, list[re.Match[str]]]:
        families: dict[str, list[re.Match[str]]] = {}
        for known in filter(None, (re.fullmatch(_FORM, name) for name in self.lifecycles)):
            families.setdefault(known[1], []).append(known)
        return families

    def _spelled_like(self, name: str) -> str | None:
        plain = _letters(name)
        return next((known for known in self.lifecycles if _letters(known) == plain), None)


@cache
def runtimes() -> Runtimes:
    """What runtimes.json says; read when the first rule asks."""
    table = json.loads(_DATA.read_text(encoding="utf-8"))
    entries = table["runtimes"].items()
    as_of = table["as_of"]
    return Runtimes(as_of, {name: Lifecycle(name, as_of, **told) for name, told in entries})


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _letters(name: str) -> str:
    """The name without what people forget: `Node.js 24` and `nodejs24` mean nodejs24.x."""
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    return plain.removesuffix("x")
