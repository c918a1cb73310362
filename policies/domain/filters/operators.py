"""The operators: objects with one key inside the array at a path."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NoReturn

from policies.domain.filters import wildcard
from policies.domain.filters.addresses import network
from policies.domain.filters.conditions import (
    LIKENESSES,
    AnythingBut,
    AnythingButLike,
    Cidr,
    EqualsIgnoreCase,
    Exists,
    Numeric,
    Prefix,
    Suffix,
    Text,
    Wildcard,
)
from policies.domain.filters.errors import PatternError
from policies.domain.filters.numbers import Number, comparable

if TYPE_CHECKING:
    from collections.abc import Callable

    from policies.domain.filters.conditions import Condition
    from policies.domain.filters.location import Where

_IGNORE_CASE: Final = "equals-ignore-case"
_LONGEST_SHOWN: Final = 60


def condition(value: object, where: Where) -> Condition:
    """The condition that an entry of an array spells with an operator.

    Raises:
        PatternError: it spells none.
    """
    if not isinstance(value, tuple):
        raise PatternError(
            f"must be a string, number, true, false, null or an operator, got {as_json(value)}",
            where,
            "write the values into one array",
        )
    if len(value) != 1:
        raise PatternError(
            f"must have exactly one operator, got {len(value)}",
            where,
            'write each operator as its own entry: [{"prefix": "a"}, {"suffix": "z"}]',
        )
    name, operand = value[0]
    read = _OPERATORS.get(name)
    if read is None:
        raise PatternError(
            f"{as_json(name)} is no operator", where, f"use one of {', '.join(_OPERATORS)}"
        )
    return read(operand, (*where, name))


def as_json(value: object) -> str:
    """The value as the pattern has it, on one line, cut where it is long."""
    text = _as_json(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3]}..."


def _as_json(value: object) -> str:
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, tuple):
        members = (f"{_as_json(name)}: {_as_json(member)}" for name, member in value)
        return f"{{{', '.join(members)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_as_json, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _string(operand: object, where: Where) -> str:
    if operand.__class__ is not str:
        fix = ""
        if isinstance(operand, list):
            name = where[-1]
            fix = f'write one entry for each: [{{"{name}": "a"}}, {{"{name}": "b"}}]'
        raise PatternError(f"must be a string, got {as_json(operand)}", where, fix)
    return str(operand)


def _exactly(operand: object, where: Where) -> Condition:
    return Text(_string(operand, where), explicit=True)


def _affix(make: type[Prefix | Suffix]) -> Callable[[object, Where], Condition]:
    def read(operand: object, where: Where) -> Condition:
        if not isinstance(operand, tuple):
            return make(_string(operand, where))
        if len(operand) != 1 or operand[0][0] != _IGNORE_CASE:
            raise PatternError(f"must be a string or {_IGNORE_CASE}, got {as_json(operand)}", where)
        return make(_string(operand[0][1], (*where, _IGNORE_CASE)), ignore_case=True)

    return read


def _equals_ignore_case(operand: object, where: Where) -> Condition:
    return EqualsIgnoreCase(_string(operand, where))


def _wildcard(operand: object, where: Where) -> Condition:
    text = _string(operand, where)
    try:
        found = Wildcard(text)
    except ValueError as error:
        raise PatternError(str(error), where) from None
    problem = wildcard.complexity_problem(found.literals)
    if problem:
        raise PatternError(
            problem, where, "use fewer * and fewer repetitions of the text after a *"
        )
    return found


def _exists(operand: object, where: Where) -> Condition:
    if operand is not True and operand is not False:
        raise PatternError(f"must be true or false, got {as_json(operand)}", where)
    return Exists(wanted=operand)


def _cidr(operand: object, where: Where) -> Condition:
    text = _string(operand, where)
    try:
        return Cidr(text, network(text))
    except ValueError as error:
        raise PatternError(str(error), where) from None


def _numeric(operand: object, where: Where) -> Condition:
    if not isinstance(operand, list):
        shown = operand if isinstance(operand, Number) else 5
        raise PatternError(
            f"must be an array, got {as_json(operand)}", where, f'write ["=", {shown}]'
        )
    match operand:
        case ["=", _]:
            value = _comparable(operand, 1, where)
            bounds: tuple[float | None, float | None] = (value, value)
        case ["<" | "<=", _]:
            bounds = (None, _comparable(operand, 1, where))
        case [">" | ">=", _]:
            bounds = (_comparable(operand, 1, where), None)
        case [">" | ">=", _, "<" | "<=", _]:
            low, high = _comparable(operand, 1, where), _comparable(operand, 3, where)
            bounds = (low, high)
            if low >= high:
                raise PatternError(
                    f"the lower bound must be less than the upper, got {operand[1]} and "
                    f"{operand[3]}",
                    where,
                )
        case _:
            _refuse_numeric(operand, where)
    return Numeric(tuple(operand), *bounds, low_open=">" in operand, high_open="<" in operand)


def _refuse_numeric(operand: list[object], where: Where) -> NoReturn:
    fix = 'write [">", 0], ["<=", 10] or [">", 0, "<=", 10]'
    match operand:
        case ["<" | "<=" as high, top, ">" | ">=" as low, bottom]:
            fix = f'write the lower bound first: ["{low}", {bottom}, "{high}", {top}]'
    raise PatternError(
        f"must be a comparison or a range from below, got {as_json(operand)}", where, fix
    )


def _comparable(operand: list[object], index: int, where: Where) -> float:
    number = operand[index]
    if not isinstance(number, Number):
        raise PatternError(
            f"{operand[index - 1]} must be followed by a number, got {as_json(number)}", where
        )
    value = comparable(number)
    if value is None:
        raise PatternError(f"{as_json(number)} cannot be compared: it is no exact float64", where)
    return value


def _anything_but(operand: object, where: Where) -> Condition:
    if isinstance(operand, tuple):
        return _anything_but_like(operand, where)
    listed = operand if isinstance(operand, list) else [operand]
    if not listed:
        raise PatternError("must list a string or a number, got []", where)
    values: list[str | Number] = []
    for value in listed:
        if value.__class__ is not str and value.__class__ is not Number:
            raise PatternError(
                f"must list strings or numbers, got {as_json(value)}",
                where,
                "null, true and false cannot be excluded; list what is wanted instead",
            )
        values.append(value)
    numbers = [value for value in values if isinstance(value, Number)]
    if numbers and len(numbers) != len(values):
        raise PatternError(f"must list strings only or numbers only, got {as_json(operand)}", where)
    for number in numbers:
        _comparable(["anything-but", number], 1, where)
    return AnythingBut(tuple(values))


def _anything_but_like(operand: tuple[tuple[str, object], ...], where: Where) -> Condition:
    if len(operand) != 1 or operand[0][0] not in LIKENESSES:
        raise PatternError(
            f"must hold one of {', '.join(LIKENESSES)}, got {as_json(operand)}", where
        )
    likeness, listed = operand[0]
    place = (*where, likeness)
    values = listed if isinstance(listed, list) else [listed]
    texts = []
    for value in values:
        if value.__class__ is not str:
            raise PatternError(f"must be a string or strings, got {as_json(value)}", place)
        if likeness in {"prefix", "suffix"} and not value:
            raise PatternError(f'the {likeness} must not be ""', place, "every string has that")
        if likeness == "wildcard":
            _wildcard(value, place)
        texts.append(str(value))
    return AnythingButLike(likeness, tuple(texts))


_OPERATORS: Final[dict[str, Callable[[object, Where], Condition]]] = {
    "prefix": _affix(Prefix),
    "suffix": _affix(Suffix),
    "equals-ignore-case": _equals_ignore_case,
    "anything-but": _anything_but,
    "numeric": _numeric,
    "exists": _exists,
    "wildcard": _wildcard,
    "cidr": _cidr,
    "exactly": _exactly,
}
