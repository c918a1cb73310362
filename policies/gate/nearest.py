"""The word that was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# What is much longer than every word is no slip of the pen, and comparing it takes its square.
_LONGEST: Final = 100


def nearest(word: str, words: Iterable[str]) -> str:
    """A suggestion to append to a message, empty when nothing is close."""
    if len(word) > _LONGEST:
        return ""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    close = get_close_matches(word, list(words), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
