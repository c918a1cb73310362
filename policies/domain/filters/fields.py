"""A pattern taken apart: which paths must hold which conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policies.domain.filters.conditions import Condition, Exists, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from policies.domain.filters.location import Where

OR = "$or"


class Field:
    """The array of conditions at one path of a pattern.

    Attributes:
        path: The keys on the way, joined with dots: what an event's path is compared with.
        keys: The keys as the pattern writes them.
        where: The same with `$or` and the places of its alternatives.
        conditions: The array's entries; one of them has to hold.
    """

    __slots__ = ("conditions", "keys", "path", "where")

    def __init__(self, path: str, where: Where, conditions: tuple[Condition, ...]) -> None:
        self.path = path
        self.where = where
        self.conditions = conditions
        self.keys = tuple(step for step in without_or(where) if isinstance(step, str))

    @property
    def absence(self) -> bool:
        """True when one condition is that no leaf is there."""
        return any(isinstance(each, Exists) and not each.wanted for each in self.conditions)

    @property
    def test(self) -> Callable[[object], bool] | None:
        """Whether a leaf's value fits; None when only absence does."""
        conditions = [
            each for each in self.conditions if not (isinstance(each, Exists) and not each.wanted)
        ]
        if not conditions:
            return None
        if len(conditions) == 1:
            return conditions[0].predicate()
        texts = frozenset(each.text for each in conditions if isinstance(each, Text))
        tests = [each.predicate() for each in conditions if not isinstance(each, Text)]
        if not tests:
            return texts.__contains__
        if texts:
            tests.insert(0, texts.__contains__)
        if len(tests) == 2:  # noqa: PLR2004  # as fast as one test for most values
            first, second = tests
            return lambda value: first(value) or second(value)
        alternatives = tuple(tests)

        def fits(value: object) -> bool:
            for test in alternatives:  # noqa: SIM110  # any() with a generator takes twice as long
                if test(value):
                    return True
            return False

        return fits


class Replacement(NamedTuple):
    """A field that a later one of the same path takes the place of."""

    lost: Field
    kept: Field


class Parsed(NamedTuple):
    """A pattern's fields.

    Attributes:
        fields: All of them, as written.
        alternatives: The fields by path that must hold together; one entry for every
            combination of `$or`, of which one has to hold.
        replacements: The fields that are lost, and to which.
    """

    fields: list[Field]
    alternatives: list[dict[str, Field]]
    replacements: list[Replacement]


def without_or(where: Where) -> Where:
    """The place without `$or` and the numbers after it."""
    if OR not in where:
        return where
    kept: list[str | int] = []
    after_or = False
    for step in where:
        if step == OR and not after_or:
            after_or = True
        elif after_or:
            after_or = False
        else:
            kept.append(step)
    return tuple(kept)
