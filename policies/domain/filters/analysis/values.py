"""The conditions of one array: alternatives that cancel, cover or repeat each other."""

from __future__ import annotations

from itertools import combinations
from math import inf, nextafter
from typing import TYPE_CHECKING, Final

from policies.domain.filters import case_folding
from policies.domain.filters import conditions as c
from policies.domain.filters.analysis.finding import finding
from policies.domain.filters.numbers import Number, comparable
from policies.domain.filters.spelling import spaced_json, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policies.domain.filters.analysis.finding import Finding
    from policies.domain.filters.fields import Field
    from policies.domain.filters.location import Where

# Comparing is quadratic; nobody writes that many conditions that exclude each other.
MOST_COMPARED: Final = 200

_ENDS: Final = ("prefix", "suffix")


def check_values(field: Field) -> Iterator[Finding]:
    """Findings on the conditions of one field."""
    yield from _existence(field)
    yield from _dead(field)
    yield from check_cover(field.conditions, field.where)


def check_cover(conditions: Sequence[c.Condition], where: Where) -> Iterator[Finding]:
    """Findings on conditions of which any suffices, when together they accept everything."""
    if len(conditions) <= MOST_COMPARED:
        yield from _exclusions(conditions, where)
        yield from _ranges(conditions, where)


def _existence(field: Field) -> Iterator[Finding]:
    wanted = [each.wanted for each in field.conditions if isinstance(each, c.Exists)]
    if True in wanted and False in wanted:
        yield finding(
            "always-matches",
            field.where,
            "a leaf is either there or not, so this always matches",
            "drop the key",
        )
    elif True in wanted and len(field.conditions) > 1:
        yield finding(
            "redundant-exists",
            field.where,
            'any of an array suffices, and {"exists": true} accepts every leaf',
            "drop the other conditions, or drop exists: they need a leaf anyway",
        )


def _exclusions(conditions: Sequence[c.Condition], where: Where) -> Iterator[Finding]:
    excluding = [each for each in conditions if isinstance(each, c.AnythingBut | c.AnythingButLike)]
    if not excluding or any(isinstance(each, c.Exists) for each in conditions):
        return
    lists = [each for each in excluding if isinstance(each, c.AnythingBut)]
    if lists:
        first = lists[0]
        tests = [each.predicate() for each in conditions if each is not first]
        if not tests:
            return
        left = [value for value in first.values if not _any_accepts(tests, value)]
        if not left and len(excluding) > 1:
            yield finding(
                "or-of-anything-but",
                where,
                "any of an array suffices, and no value is excluded by each anything-but: "
                "every leaf matches",
                _exclude_all(lists, excluding),
            )
        elif not left:
            yield finding(
                "always-matches",
                where,
                f"{spelled(first)} and what it excludes are both accepted: every leaf matches",
                'write {"exists": true}, or drop what is not meant',
            )
        elif len(lists) > 1:
            shown = ", ".join(map(spaced_json, left))
            yield finding(
                "or-of-anything-but",
                where,
                f"any of an array suffices, so only what each anything-but excludes is: {shown}",
                _exclude_all(lists, excluding),
            )
        return
    for one, other in combinations(excluding, 2):
        if isinstance(one, c.AnythingButLike) and isinstance(other, c.AnythingButLike):
            yield from _ends(one, other, where)


def _ends(one: c.AnythingButLike, other: c.AnythingButLike, where: Where) -> Iterator[Finding]:
    if one.likeness != other.likeness or one.likeness not in _ENDS:
        return
    meets = str.startswith if one.likeness == "prefix" else str.endswith
    if not any(meets(a, b) or meets(b, a) for a in one.texts for b in other.texts):
        texts = list(dict.fromkeys((*one.texts, *other.texts)))
        yield finding(
            "or-of-anything-but",
            where,
            "any of an array suffices, and no value is excluded by each anything-but: "
            "every leaf matches",
            f'write one: {{"anything-but": {{"{one.likeness}": {spaced_json(texts)}}}}}',
        )


def _exclude_all(lists: list[c.AnythingBut], excluding: Sequence[c.Condition]) -> str:
    if len(lists) < len(excluding) or len({each.of_numbers for each in lists}) > 1:
        return "keep one anything-but"
    values = list(dict.fromkeys(value for each in lists for value in each.values))
    return f'write one: {{"anything-but": {spaced_json(values)}}}'


def _any_accepts(tests: Sequence[object], value: str | Number) -> bool:
    scalar = comparable(value) if isinstance(value, Number) else value
    return any(callable(test) and test(scalar) for test in tests)


def _ranges(conditions: Sequence[c.Condition], where: Where) -> Iterator[Finding]:
    ranges = [each for each in conditions if isinstance(each, c.Numeric)]
    if len(ranges) < 2 or not covers_all(conditions):  # noqa: PLR2004  # two alternatives
        return
    yield finding(
        "or-of-ranges",
        where,
        f"any suffices, and {' or '.join(map(spelled, ranges))} accepts every number",
        _as_one_range(ranges),
    )


def covers_all(conditions: Sequence[c.Condition]) -> bool:
    """True when the numbers that any of the conditions accepts are all numbers."""
    parts = sorted(
        (
            -inf if each.low is None else each.low,
            each.low_open,
            inf if each.high is None else each.high,
            each.high_open,
        )
        for each in conditions
        if isinstance(each, c.Numeric)
    )
    points = {each.value for each in conditions if isinstance(each, c.SameNumber)}
    reached, reached_open = -inf, False
    for low, low_open, high, high_open in parts:
        gap = low > reached or (low == reached and low_open and reached_open)
        if gap and not (low == reached and low in points):
            return False
        if (high, not high_open) > (reached, not reached_open):
            reached, reached_open = high, high_open
    return reached == inf


def _as_one_range(ranges: list[c.Numeric]) -> str:
    lows = [each for each in ranges if each.low is not None and each.high is None]
    highs = [each for each in ranges if each.high is not None and each.low is None]
    if len(lows) == len(highs) == 1 and len(ranges) == len(lows + highs):
        low, high = lows[0], highs[0]
        if low.low is not None and high.high is not None and low.low < high.high:
            return f'write one: {{"numeric": {spaced_json([*low.terms, *high.terms])}}}'
    return 'write {"exists": true}, or one range'


def _dead(field: Field) -> Iterator[Finding]:
    for number, condition in enumerate(field.conditions):
        reason = _never(condition)
        if reason:
            yield finding("never-matches", (*field.where, number), reason, "drop the condition")


def _never(condition: c.Condition) -> str:
    match condition:
        case c.EqualsIgnoreCase(text=text) | c.Affix(text=text, ignore_case=True):
            if case_folding.matches_nothing(text):
                return f"equals-ignore-case never matches {spaced_json(text)}: AWS folds no emoji"
        case c.Numeric(low=low, high=high, low_open=low_open, high_open=high_open):
            bottom = -inf if low is None else low
            top = inf if high is None else high
            smallest = nextafter(bottom, inf) if low_open or low is None else bottom
            largest = nextafter(top, -inf) if high_open or high is None else top
            if smallest > largest or smallest == inf or largest == -inf:
                return f"no float64 number is within {spelled(condition)}"
    return ""
