"""Combinations of `$or`, of which one has to hold, as one test of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.domain.filters.errors import EventError
from policies.domain.filters.matcher import object_matcher
from policies.domain.filters.several_ways import SeveralWays, plain
from policies.domain.filters.steps import steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from policies.domain.filters.fields import Field

    Walk = Callable[[dict[str, object]], bool]


class Matcher:
    """A test of events: the fields of one alternative hold together."""

    __slots__ = ("_alternatives", "_walk")

    def __init__(self, alternatives: Sequence[Iterable[Field]]) -> None:
        self._alternatives = alternatives
        walks = tuple(object_matcher(steps(fields)) for fields in alternatives)
        self._walk = walks[0] if len(walks) == 1 else _first_that_holds(walks)

    def matches(self, event: Mapping[str, object]) -> bool:
        """True when the event, read from JSON into dicts and lists, fits the pattern.

        Raises:
            EventError: the event is no object, holds what JSON cannot, or is nested too deep.
        """
        try:
            if type(event) is dict:
                return self._walk(event)
            if isinstance(event, dict):
                return self._walk(plain(event))
        except SeveralWays:
            return self._search(event)  # type: ignore[arg-type]  # one of the above
        except RecursionError:
            raise EventError("the event is nested too deep for this call stack") from None
        raise EventError(f"an event must be an object, got {type(event).__name__}")

    def _search(self, event: dict[str, object]) -> bool:
        from policies.domain.filters.search import holds_together  # noqa: PLC0415  # few need it

        try:
            return any(holds_together(fields, event) for fields in self._alternatives)
        except RecursionError:
            raise EventError("the event is nested too deep for this call stack") from None


def _first_that_holds(walks: Sequence[Walk]) -> Walk:
    def matches(event: dict[str, object]) -> bool:
        for walk in walks:  # noqa: SIM110  # any() with a generator takes twice as long
            if walk(event):
                return True
        return False

    return matches
