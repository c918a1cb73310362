"""How large data is when it is written down: what bounds the work on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# A digit and a comma, two braces, two quotes: what any value costs a template at least.
BYTES_OF_VALUE: Final = 2


def weighs_at_most(limit: int, data: Any) -> bool:
    """True when the data, every YAML alias written out, takes at most so many bytes of JSON."""
    left = limit
    for value in values(data):
        left -= BYTES_OF_VALUE
        if isinstance(value, str):
            left -= len(value)
        elif isinstance(value, dict):
            left -= sum(len(str(key)) for key in value)
        if left < 0:
            return False
    return True


def values(data: Any) -> Iterator[Any]:
    """The data and every value in it."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        yield value
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
