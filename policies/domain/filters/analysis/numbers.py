"""Numbers that some deployed version of AWS's matcher may compare in another way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policies.domain import limits
from policies.domain.filters import conditions as c
from policies.domain.filters.analysis.finding import finding
from policies.domain.filters.analysis.values import MOST_COMPARED
from policies.domain.filters.numbers import Number, comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.domain.filters.analysis.finding import Finding
    from policies.domain.filters.fields import Field

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def check_numbers(field: Field) -> Iterator[Finding]:
    """Findings on the numbers of one field."""
    for number, condition in enumerate(field.conditions):
        where = (*field.where, number)
        if isinstance(condition, c.SameNumber) and condition.value is None:
            yield finding(
                "number-by-text",
                where,
                f"{condition.number} is no exact float64 and only equals the same spelling",
                "send such a number as a string, and compare it as one",
            )
        for value in _compared(condition):
            problem = _problem(value)
            if problem:
                yield finding(
                    "number-out-of-range",
                    where,
                    f"{problem}: older versions of AWS's matcher do not compare it exactly",
                    "test the filter on a deployed mapping before you rely on it",
                )
    yield from _strings(field)


def _compared(condition: c.Condition) -> list[Number]:
    if isinstance(condition, c.Numeric):
        return [term for term in condition.terms if isinstance(term, Number)]
    if isinstance(condition, c.AnythingBut):
        return [value for value in condition.values if isinstance(value, Number)]
    return []


def _problem(number: Number) -> str | None:
    value = comparable(number) or 0.0
    if not limits.FILTER_NUMBER.admits(value):
        return f"{limits.FILTER_NUMBER.label} must be {limits.FILTER_NUMBER.bounds}, got {number}"
    # repr is the shortest spelling: 1.50 has one decimal.
    mantissa, _, exponent = repr(float(value)).partition("e")
    fraction = mantissa.partition(".")[2].rstrip("0")
    return limits.FILTER_NUMBER_DECIMALS.violation(max(len(fraction) - int(exponent or 0), 0))


def _strings(field: Field) -> Iterator[Finding]:
    """Strings of digits among conditions on numbers, when the number itself is not accepted."""
    on_numbers = [each for each in field.conditions if isinstance(each, c.Numeric | c.SameNumber)]
    if not on_numbers or len(field.conditions) > MOST_COMPARED:
        return
    tests = [each.predicate() for each in on_numbers]
    for number, condition in enumerate(field.conditions):
        if not isinstance(condition, c.Text) or not _NUMBER.fullmatch(condition.text):
            continue
        if not any(test(comparable(condition.text)) for test in tests):
            yield finding(
                "number-as-string",
                (*field.where, number),
                f'"{condition.text}" is a string among conditions on numbers, '
                "and never equals a number",
                f"write {condition.text}",
            )
