"""Events against one alternative of a pattern, for events that reach a path in several ways.

This is event-ruler's own procedure: every leaf carries the array elements it is in, fields take
leaves in the order of their paths, and a leaf fits when its elements agree with those taken
before. It goes back when a field finds nothing, which repeated keys can make exponential; it gives
up with an error before that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.domain.filters.errors import EventError
from policies.domain.filters.json_text import Repeated, json_scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policies.domain.filters.fields import Field

# How many leaves may be looked at: some for each leaf of the event, and some more to go back.
_LOOKS: Final = 100_000
_LOOKS_AT_EACH: Final = 10

# The elements a leaf is in: the members and indices that lead to an array, and the index in it.
Route = tuple[int, ...]
Membership = dict[Route, int]


def holds_together(fields: Iterable[Field], event: dict[str, object]) -> bool:
    """True when one choice of array elements satisfies all the fields.

    Raises:
        EventError: the event repeats so many keys that trying all choices takes too long.
    """
    ordered = sorted(fields, key=lambda field: field.path)
    return _Search(ordered, event).from_field(0, {})


class _Search:
    def __init__(self, fields: Sequence[Field], event: dict[str, object]) -> None:
        self._fields = [(field, field.test, field.absence) for field in fields]
        self._leaves = [list(_leaves(event, field.path, (), {})) for field in fields]
        self._looks_left = _LOOKS + _LOOKS_AT_EACH * sum(map(len, self._leaves))

    def from_field(self, number: int, taken: Membership) -> bool:
        if number == len(self._fields):
            return True
        self._looks_left -= 1 + len(self._leaves[number])
        if self._looks_left < 0:
            raise EventError("the event repeats keys in too many combinations to try")
        _, test, absence = self._fields[number]
        agreeing = [
            (value, membership)
            for value, membership in self._leaves[number]
            if _agrees(membership, taken)
        ]
        if absence and not agreeing and self.from_field(number + 1, taken):
            return True
        if test is None:
            return False
        tried = set()
        for value, membership in agreeing:
            elements = frozenset(membership.items())
            if elements not in tried and test(value):
                tried.add(elements)
                if self.from_field(number + 1, {**taken, **membership}):
                    return True
        return False


def _agrees(membership: Membership, taken: Membership) -> bool:
    return all(taken.get(array, index) == index for array, index in membership.items())


def _leaves(  # noqa: C901  # one branch for each kind of value
    value: object, path: str | None, route: Route, membership: Membership
) -> Iterator[tuple[object, Membership]]:
    """The scalars at the path and the elements they are in; None is the end of the path."""
    if isinstance(value, list | tuple):
        for index, element in enumerate(value):
            if isinstance(element, dict | list | tuple):
                inside = {**membership, route: index}
                yield from _leaves(element, path, (*route, index), inside)
            elif path is None:
                yield json_scalar(element), membership
    elif path is None:
        if not isinstance(value, dict):
            yield json_scalar(value), membership
    elif isinstance(value, dict):
        members = value.members if isinstance(value, Repeated) else value.items()
        for number, (key, member) in enumerate(members):
            if path == key:
                yield from _leaves(member, None, (*route, number), membership)
            elif path.startswith(f"{key}."):
                rest = path[len(key) + 1 :]
                yield from _leaves(member, rest, (*route, number), membership)
