"""Filters of one mapping that say what another already says, or together say everything."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import TYPE_CHECKING, Final

from policies.domain.filters import conditions as c
from policies.domain.filters.analysis.finding import finding
from policies.domain.filters.analysis.values import check_cover
from policies.domain.filters.spelling import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policies.domain.filters.analysis.finding import Finding
    from policies.domain.filters.fields import Field, Parsed

    Fields = Mapping[str, Field]

# Comparing is quadratic; filters that people write have a handful of alternatives.
_MOST_COMPARED: Final = 40


def check_filters(parsed: Sequence[Parsed | None]) -> Iterator[Finding]:
    """Findings on filters that are ORed; None is a filter that is no pattern."""
    known = [(number, each) for number, each in enumerate(parsed) if each is not None]
    if sum(len(each.alternatives) for _, each in known) > _MOST_COMPARED:
        return
    covered: set[int] = set()
    for (number, one), (other_number, other) in permutations(known, 2):
        # Of two equal filters the later one is too many.
        if number in covered or other_number in covered:
            continue
        if _implies(one, other) and (number > other_number or not _implies(other, one)):
            covered.add(number)
            yield finding(
                "subsumed-filter",
                (),
                f"filter {other_number} already lets through all that this one does",
                "drop this filter",
            )._replace(filter=number)
    yield from _covers(
        [
            (number, fields)
            for number, each in known
            if number not in covered
            for fields in each.alternatives
        ]
    )


def _covers(alternatives: list[tuple[int, Fields]]) -> Iterator[Finding]:
    """Alternatives that differ at one path, where they together accept everything."""
    for (_, one), (number, other) in combinations(alternatives, 2):
        if one.keys() != other.keys():
            continue
        differing = [path for path in one if _spelled(one[path]) != _spelled(other[path])]
        if len(differing) == 1:
            path = differing[0]
            conditions = (*one[path].conditions, *other[path].conditions)
            # What one of the two accepts by itself is said about that one.
            own = [*check_cover(one[path].conditions, ()), *check_cover(other[path].conditions, ())]
            if not own:
                for found in check_cover(conditions, other[path].where):
                    yield found._replace(filter=number)


def _implies(one: Parsed, other: Parsed) -> bool:
    return all(
        any(_alternative_implies(fields, wider) for wider in other.alternatives)
        for fields in one.alternatives
    )


def _alternative_implies(narrow: Fields, wide: Fields) -> bool:
    """True when what matches the first matches the second, for certain.

    Absence is judged against the array elements that the fields before it have settled on, so
    with absence the paths have to be the same.
    """
    if not wide.keys() <= narrow.keys():
        return False
    if any(field.absence for field in wide.values()) and wide.keys() != narrow.keys():
        return False
    return all(_field_implies(narrow[path], field) for path, field in wide.items())


def _field_implies(narrow: Field, wide: Field) -> bool:
    """True when every condition of the first is one of the second's, or stricter than one."""
    test = wide.test or _nothing
    same = set(_spelled(wide))
    every_leaf = any(isinstance(each, c.Exists) and each.wanted for each in wide.conditions)
    for condition in narrow.conditions:
        if spelled(condition) in same:
            continue
        match condition:
            case c.Exists():
                return False
            case c.Text(text=value) | c.Constant(value=value) | c.SameNumber(value=float(value)):
                implied = test(value)
            case _:
                implied = any(_stricter(condition, each) for each in wide.conditions)
        if not (implied or every_leaf):
            return False
    return True


def _stricter(narrow: c.Condition, wide: c.Condition) -> bool:
    match narrow, wide:
        case c.Prefix(ignore_case=False), c.Prefix(ignore_case=False):
            return narrow.text.startswith(wide.text)
        case c.Suffix(ignore_case=False), c.Suffix(ignore_case=False):
            return narrow.text.endswith(wide.text)
        case c.Numeric(), c.Numeric():
            return _within(narrow, wide)
        case c.AnythingBut(), c.AnythingBut():
            same_type = narrow.of_numbers == wide.of_numbers
            return same_type and set(wide.values) <= set(narrow.values)
    return False


def _nothing(_value: object) -> bool:
    return False


def _within(narrow: c.Numeric, wide: c.Numeric) -> bool:
    if wide.low is not None and (
        narrow.low is None or (narrow.low, narrow.low_open) < (wide.low, wide.low_open)
    ):
        return False
    return wide.high is None or (
        narrow.high is not None
        and (narrow.high, not narrow.high_open) <= (wide.high, not wide.high_open)
    )


def _spelled(field: Field) -> list[str]:
    return [spelled(condition) for condition in field.conditions]
