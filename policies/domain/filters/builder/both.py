"""Two conditions on one path that must both hold: AWS can only say either.

A range, a longer list of exclusions, a shorter list of values can say both; the rest is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.domain.filters import conditions as c
from policies.domain.filters.errors import PatternError
from policies.domain.filters.grammar import parse
from policies.domain.filters.numbers import Number, comparable
from policies.domain.filters.spelling import compact_json, json_of, spelled

if TYPE_CHECKING:
    from policies.domain.filters.builder.writing import Conditions, Keys
    from policies.domain.filters.fields import Field


def both(one: Conditions, other: Conditions, keys: Keys) -> Conditions:
    """The conditions of one array that hold when both hold.

    Raises:
        PatternError: no array can say it, or nothing fits both.
    """
    first, second = _field(one), _field(other)
    for values, wide in ((first, second), (second, first)):
        if _only_values(values):
            left = [each for each in values.conditions if _fits(each, wide)]
            if not left:
                raise _nothing(keys, first, second)
            return tuple(map(_json, left))
    for condition, others in ((first, second), (second, first)):
        if _is_existence(condition) and not others.absence:
            return tuple(map(_json, others.conditions))
    if len(first.conditions) == len(second.conditions) == 1:
        joined = _joined(first.conditions[0], second.conditions[0])
        if isinstance(joined, c.Numeric) and not _has_numbers(joined):
            raise _nothing(keys, first, second)
        if joined is not None:
            return (_json(joined),)
    place = ".".join(keys)
    raise PatternError(
        f"{place}: AWS cannot require {_spelled(first)} and {_spelled(second)} of one path",
        fix="keep one condition, or test the rest in the function",
    )


def _joined(one: c.Condition, other: c.Condition) -> c.Condition | None:
    match one, other:
        case c.Numeric(), c.Numeric():
            return _range(one, other)
        case c.AnythingBut(), c.AnythingBut() if one.of_numbers == other.of_numbers:
            return c.AnythingBut(tuple(dict.fromkeys((*one.values, *other.values))))
        case c.AnythingButLike(), c.AnythingButLike() if one.likeness == other.likeness:
            return c.AnythingButLike(one.likeness, tuple(dict.fromkeys((*one.texts, *other.texts))))
        case c.Affix(ignore_case=False), c.Affix(ignore_case=False):
            return _longer(one, other)
    return None


def _longer(one: c.Affix, other: c.Affix) -> c.Affix | None:
    """The prefix or suffix that has the other one in it."""
    if one.operator != other.operator:
        return None
    if other.predicate()(one.text):
        return one
    return other if one.predicate()(other.text) else None


def _range(one: c.Numeric, other: c.Numeric) -> c.Numeric:
    """The numbers within both; `_has_numbers` tells whether there are any."""
    low, low_open, low_term = max(
        ((each.low, each.low_open, _term(each, ">")) for each in (one, other)),
        key=lambda end: (-float("inf") if end[0] is None else end[0], end[1]),
    )
    high, high_open, high_term = min(
        ((each.high, each.high_open, _term(each, "<")) for each in (one, other)),
        key=lambda end: (float("inf") if end[0] is None else end[0], not end[1]),
    )
    terms: tuple[str | Number, ...]
    if low == high and low is not None and low_term is not None:
        terms = ("=", low_term)
    else:
        terms = ()
        if low_term is not None:
            terms += (">" if low_open else ">=", low_term)
        if high_term is not None:
            terms += ("<" if high_open else "<=", high_term)
    return c.Numeric(terms, low, high, low_open=low_open, high_open=high_open)


def _term(condition: c.Numeric, direction: str) -> Number | None:
    """The number as written at the lower (`>`) or upper (`<`) end."""
    for operator, number in zip(condition.terms[::2], condition.terms[1::2], strict=True):
        if (operator == "=" or operator[0] == direction) and isinstance(number, Number):
            return number
    return None


def _has_numbers(joined: c.Numeric) -> bool:
    if joined.low is None or joined.high is None:
        return True
    if joined.low == joined.high:
        return not (joined.low_open or joined.high_open)
    return joined.low < joined.high


def _only_values(field: Field) -> bool:
    return all(isinstance(each, c.Text | c.SameNumber | c.Constant) for each in field.conditions)


def _fits(value: c.Condition, wide: Field) -> bool:
    test = wide.test
    if test is None:
        return False
    if isinstance(value, c.SameNumber):
        return test(comparable(value.number))
    return test(value.text if isinstance(value, c.Text) else getattr(value, "value", None))


def _is_existence(field: Field) -> bool:
    return all(isinstance(each, c.Exists) and each.wanted for each in field.conditions)


def _nothing(keys: Keys, one: Field, other: Field) -> PatternError:
    return PatternError(
        f"{'.'.join(keys)}: nothing is both {_spelled(one)} and {_spelled(other)}",
        fix="write | where either is meant",
    )


def _json(condition: c.Condition) -> str:
    return compact_json(json_of(condition))


def _spelled(field: Field) -> str:
    return " or ".join(map(spelled, field.conditions))


def _field(conditions: Conditions) -> Field:
    [field] = parse(f'{{"field":[{",".join(conditions)}]}}').fields
    return field
