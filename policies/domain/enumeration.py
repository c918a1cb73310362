"""How messages enumerate things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEW: Final = 3


def enumerated(things: Iterable[object]) -> str:
    """The things in a sentence: `a`, `a and b`, `a, b and c`."""
    *others, last = [str(thing) for thing in things] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def first_few(things: Iterable[object]) -> str:
    """The first few of many things: `a, b, c and 4 more`."""
    named = [str(thing) for thing in things]
    more = len(named) - _FEW
    return f"{', '.join(named[:_FEW])} and {more} more" if more > 0 else enumerated(named)
