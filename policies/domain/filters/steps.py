"""The tree of keys that the fields of one alternative share, in the order of their paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from policies.domain.filters.fields import Field

    Predicate = Callable[[object], bool]


class Requirement:
    """One field, as matching needs it.

    Attributes:
        path: The full path: fields are decided in its order.
        test: Whether a leaf fits; None when only absence does.
        absence: Whether it is enough that no leaf is there.
    """

    __slots__ = ("absence", "path", "test")

    def __init__(self, path: str, test: Predicate | None, *, absence: bool) -> None:
        self.path = path
        self.test = test
        self.absence = absence


class Step:
    """A place on the way: the field that ends here and the ways that go on.

    Attributes:
        end: The field whose path is this place.
        ways: The next places, by the key as the pattern writes it.
        detours: Other keys of an event that lead to a field of this place: a path is its keys
            joined with dots, so `{"a.b": 1}` and `{"a": {"b": 1}}` have the same one.
        absence: Whether every field from here on accepts that nothing is there.
    """

    __slots__ = ("absence", "detours", "end", "ways")

    def __init__(self) -> None:
        self.end: Requirement | None = None
        self.ways: dict[str, Step] = {}
        self.detours: tuple[str, ...] = ()
        self.absence = True

    def requirements(self) -> list[tuple[tuple[str, ...], Requirement]]:
        """The fields from here on with the keys to them, in the order of their paths."""
        found: list[tuple[tuple[str, ...], Requirement]] = []
        if self.end is not None:
            found.append(((), self.end))
        for key, step in self.ways.items():
            found += [((key, *keys), each) for keys, each in step.requirements()]
        found.sort(key=lambda each: each[1].path)
        return found


def steps(fields: Iterable[Field]) -> Step:
    """The root of the tree."""
    root = Step()
    detours: dict[Step, set[str]] = {}
    for field in fields:
        requirement = Requirement(field.path, field.test, absence=field.absence)
        step, rest = root, field.path
        for key in field.keys:
            if not requirement.absence:
                step.absence = False
            for end in _dots(rest):
                if end != len(key):
                    detours.setdefault(step, set()).add(rest[:end])
            rest = rest[len(key) + 1 :]
            step = step.ways.setdefault(key, Step())
        step.end = requirement
        if not requirement.absence:
            step.absence = False
    for step, keys in detours.items():
        step.detours = tuple(sorted(keys))
    return root


def _dots(path: str) -> list[int]:
    """Where a key that starts the path may end."""
    ends = [position for position, character in enumerate(path) if character == "."]
    return [*ends, len(path)]
