"""Numbers as event-ruler compares them: by float64 value, where float64 has the value exactly.

A literal is comparable when it is written as the shortest decimal of a float64 or an equal of it.
Any other literal only equals its own text.
"""

from __future__ import annotations

from typing import Final

# Every integer up to here is its own float64 (IEEE 754, 53 bits of significand).
_EXACT_INTEGERS: Final = 2**53
_LARGEST: Final = 1.7976931348623157e308
_LARGEST_BITS: Final = 1024
# 15 significant digits survive the way to float64 and back.
_SAFE_LENGTH: Final = 15


class Number(str):
    """A number as a pattern writes it: 3.0e2 stays 3.0e2."""

    __slots__ = ()


class InexactNumber:
    """A number of an event that no float64 equals; its text is all that can be compared."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def comparable(text: str) -> float | None:
    """The float64 that equals the literal, or None when none does."""
    value = float(text)
    if len(text) <= _SAFE_LENGTH and "e" not in text and "E" not in text:
        return value
    if not -_LARGEST <= value <= _LARGEST:
        return None
    return value if _decimal(repr(value)) == _decimal(text) else None


def double(value: object) -> float | None:
    """What an event's value compares as; None for what is no comparable number."""
    if type(value) is int:
        if -_EXACT_INTEGERS <= value <= _EXACT_INTEGERS:
            return value
        return _wide_integer(value)
    if type(value) is float and -_LARGEST <= value <= _LARGEST:
        return value
    return None


def event_float(text: str) -> float | InexactNumber:
    """A fraction or exponent in an event: its float64, or the text when that is not exact."""
    value = comparable(text)
    return InexactNumber(text) if value is None else value


def event_integer(text: str) -> int | InexactNumber:
    """An integer in an event: itself, or the text when float64 cannot have its size."""
    return InexactNumber(text) if len(text) > _LARGEST_BITS else int(text)


def integer_of(text: str) -> int | None:
    """The integer that the literal spells, None for a fraction, an exponent or what is too long."""
    digits = text.removeprefix("-")
    return int(text) if digits.isdecimal() and len(digits) <= _LARGEST_BITS else None


def _wide_integer(value: int) -> float | None:
    if value.bit_length() > _LARGEST_BITS:
        return None
    return comparable(str(value))


def _decimal(text: str) -> tuple[bool, str, int]:
    """Sign, significant digits and exponent: equal for literals of equal value."""
    mantissa, _, exponent = text.lower().partition("e")
    negative = mantissa.startswith("-")
    whole, _, fraction = mantissa.removeprefix("-").partition(".")
    digits = (whole + fraction).lstrip("0")
    significant = digits.rstrip("0")
    if not significant:
        return False, "", 0
    shift = _power(exponent) - len(fraction) + len(digits) - len(significant)
    return negative, significant, shift


def _power(exponent: str) -> int:
    """The exponent's value; an absurd one stays absurd without the cost of reading it."""
    digits = exponent.lstrip("+-").lstrip("0")[: _SAFE_LENGTH + 1] or "0"
    return -int(digits) if exponent.startswith("-") else int(digits)
