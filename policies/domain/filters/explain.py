"""Why an event does not match: the first path that fails, what it wants and what is there."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.filters.alternatives import Matcher
from policies.domain.filters.numbers import InexactNumber
from policies.domain.filters.spelling import spaced_json, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policies.domain.filters.fields import Field

_MOST_SHOWN: Final = 3
_LONGEST_SHOWN: Final = 80


class Miss(NamedTuple):
    """The first path at which an event fails a pattern.

    Attributes:
        path: The path, its keys joined with dots.
        wanted: The conditions there, as the pattern has them.
        found: What the event has there, in words.
    """

    path: str
    wanted: str
    found: str

    def __str__(self) -> str:
        return f"{self.path}: wanted {self.wanted}, found {self.found}"


def explained(alternatives: Sequence[Mapping[str, Field]], event: Mapping[str, object]) -> Miss:
    """The miss of the alternative that fails last; the event must match none.

    Fields are tried in the order of their paths, which is AWS's.
    """
    furthest: tuple[int, list[Field]] = (-1, [])
    for alternative in alternatives:
        fields = sorted(alternative.values(), key=lambda field: field.path)
        held = _held(fields, event)
        if held > furthest[0]:
            furthest = held, fields
    held, fields = furthest
    failing = fields[held]
    return Miss(
        failing.path,
        cut(f"[{', '.join(map(spelled, failing.conditions))}]"),
        _found(failing, fields[:held], event),
    )


def cut(text: str) -> str:
    """The text, ended with ... where it is long."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3]}..."


def _held(fields: list[Field], event: Mapping[str, object]) -> int:
    """How many of the first fields hold together: one more does not."""
    return bisect_left(
        range(len(fields)),
        1,
        key=lambda last: not Matcher([fields[: last + 1]]).matches(event),
    )


def _found(failing: Field, held: list[Field], event: Mapping[str, object]) -> str:
    there = list(_values(event, failing.path))
    leaves = [value for value in there if not isinstance(value, dict)]
    if not there:
        return _nothing(failing.path, event)
    if not leaves:
        return f"an object with {_keys(there[0])}, and only leaves exist"
    if Matcher([[failing]]).matches(event):
        others = ", ".join(field.path for field in held)
        return f"{_shown(leaves)}, but in another array element than {others}"
    return _shown(leaves)


def _shown(leaves: list[object]) -> str:
    shown = ", ".join(cut(_json(value)) for value in leaves[:_MOST_SHOWN])
    more = len(leaves) - _MOST_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _json(value: object) -> str:
    return value.text if isinstance(value, InexactNumber) else spaced_json(value)


def _nothing(path: str, event: Mapping[str, object]) -> str:
    """Nothing, and the keys of the last object on the way there."""
    way, _, _ = path.rpartition(".")
    while way and not any(isinstance(value, dict) for value in _values(event, way)):
        way, _, _ = way.rpartition(".")
    objects = [value for value in _values(event, way) if isinstance(value, dict)] if way else []
    return f"nothing; {way or 'the event'} has {_keys(objects[0] if objects else event)}"


def _keys(members: object) -> str:
    keys = list(members) if isinstance(members, dict) else []
    if not keys:
        return "no keys"
    shown = ", ".join(map(str, keys[:_MOST_SHOWN]))
    more = len(keys) - _MOST_SHOWN
    return f"the keys {cut(shown)}{f' and {more} more' if more > 0 else ''}"


def _values(value: object, path: str | None) -> Iterator[object]:
    """The leaves and objects at the path; None is the end of the path."""
    if isinstance(value, list | tuple):
        for element in value:
            if path is None or isinstance(element, dict | list | tuple):
                yield from _values(element, path)
    elif path is None:
        yield value
    elif isinstance(value, dict):
        for key, member in value.items():
            if path == key:
                yield from _values(member, None)
            elif path.startswith(f"{key}."):
                yield from _values(member, path[len(key) + 1 :])
