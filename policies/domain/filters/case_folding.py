"""equals-ignore-case, as event-ruler folds: character by character of the pattern.

Each pattern character accepts its lower and its upper case spelling and nothing else: sharp s
accepts `SS`, `s` does not accept the long s. A character outside the basic plane accepts nothing,
because Java folds its two halves apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

Spellings = tuple[tuple[str, str], ...]

_LAST_OF_THE_BASIC_PLANE: Final = "\uffff"


def matches_nothing(text: str) -> bool:
    """True for a text with a character that no event can match, such as an emoji."""
    return not text.isascii() and any(character > _LAST_OF_THE_BASIC_PLANE for character in text)


def equals(text: str) -> Callable[[str], bool]:
    """A test for whole strings."""
    if text.isascii():
        folded, length = text.lower(), len(text)
        return lambda value: len(value) == length and value.isascii() and value.lower() == folded
    if matches_nothing(text):
        return _never
    spellings = _spellings(text)
    return lambda value: _end_of_prefix(value, spellings) == len(value)


def starts(text: str) -> Callable[[str], bool]:
    """A test for the beginnings of strings."""
    if matches_nothing(text):
        return _never
    spellings = _spellings(text)
    return lambda value: _end_of_prefix(value, spellings) >= 0


def ends(text: str) -> Callable[[str], bool]:
    """A test for the ends of strings."""
    if matches_nothing(text):
        return _never
    spellings = _spellings(text)[::-1]
    return lambda value: _ends_with(value, spellings)


def _never(_value: str) -> bool:
    return False


def _spellings(text: str) -> Spellings:
    return tuple((character.lower(), character.upper()) for character in text)


def _end_of_prefix(value: str, spellings: Spellings) -> int:
    """Where the prefix ends, or -1.

    No character's two spellings start alike, or end alike, so there is nothing to go back to.
    """
    position = 0
    for lower, upper in spellings:
        if value.startswith(lower, position):
            position += len(lower)
        elif value.startswith(upper, position):
            position += len(upper)
        else:
            return -1
    return position


def _ends_with(value: str, backwards: Spellings) -> bool:
    position = len(value)
    for lower, upper in backwards:
        if value.endswith(lower, 0, position):
            position -= len(lower)
        elif value.endswith(upper, 0, position):
            position -= len(upper)
        else:
            return False
    return True
