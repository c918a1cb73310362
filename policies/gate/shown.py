"""A value of somebody's file as a message shows it."""

from __future__ import annotations


def shown(value: object) -> str:
    """The value as Python writes it, cut where it is long: it may be nested, or huge."""
    from reprlib import Repr  # noqa: PLC0415 - only a mistake needs it

    short = Repr()
    short.maxstring = short.maxother = 80
    try:
        return short.repr(value)
    except ValueError:  # Python refuses to write integers of thousands of digits
        return "a number of thousands of digits"
