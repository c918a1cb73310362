"""Patterns against the form of DynamoDB stream records: typed attributes, numbers as strings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.domain.filters import conditions as c
from policies.domain.filters.analysis.finding import finding
from policies.domain.filters.spelling import spaced_json, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.domain.filters.analysis.finding import Finding
    from policies.domain.filters.fields import Field

_IMAGES: Final = ("Keys", "NewImage", "OldImage")
_NUMBERS: Final = ("ApproximateCreationDateTime", "SizeBytes")
_STRINGS: Final = ("SequenceNumber", "StreamViewType")
_STRING_TYPES: Final = ("S", "N", "B", "SS", "NS", "BS")
_CONSTANT_TYPES: Final = ("BOOL", "NULL")
_TYPES: Final = (*_STRING_TYPES, *_CONSTANT_TYPES, "L", "M")
_IDENTITY: Final = ("type", "principalId")
_EVENT_NAMES: Final = ("INSERT", "MODIFY", "REMOVE")


def check_dynamodb(field: Field) -> Iterator[Finding]:
    """Findings on one field of a pattern for DynamoDB stream records."""
    if any("." in key for key in field.keys):
        return  # an attribute name may have dots: its type key cannot be told for certain
    match field.keys:
        case ["eventName"]:
            yield from _event_names(field)
        case ["userIdentity"]:
            # Present on what Time to Live deletes, and an object there.
            yield from _object(field, "userIdentity", '{"userIdentity": {"type": ["Service"]}}')
        case ["userIdentity", key, *_] if key not in _IDENTITY:
            yield finding(
                "unknown-key",
                field.where,
                f"userIdentity of a stream record has no {key}",
                f"write one of {', '.join(_IDENTITY)}",
            )
        case ["dynamodb", key] if key in _NUMBERS:
            yield from _dead(field, _is_string_test, f"{key} is a number")
        case ["dynamodb", key] if key in _STRINGS:
            yield from _dead(field, _is_number_test, f"{key} is a string")
        case ["dynamodb", image] if image in _IMAGES:
            yield from _object(field, image, f'{{"{image}": {{"<key attribute>": {{"S": ...}}}}}}')
        case ["dynamodb", image, attribute, *rest] if image in _IMAGES:
            yield from _attribute(field, attribute, rest)
        case ["dynamodb", key, *_]:
            yield finding(
                "unknown-key",
                field.where,
                f"the dynamodb object of a stream record has no {key} to look into",
                f"write one of {', '.join((*_IMAGES, *_NUMBERS, *_STRINGS))}",
            )


def _attribute(field: Field, name: str, keys: list[str]) -> Iterator[Finding]:
    if not keys:
        if all(isinstance(each, c.Exists) for each in field.conditions):
            yield from _object(field, name, f'{{"{name}": {{"S": ...}}}}')
        else:
            yield finding(
                "dynamodb-type-key",
                field.where,
                f"the attribute {name} has no type key",
                f'write {{"{name}": {_typed(field)}}}',
            )
        return
    kind, *rest = keys
    if kind not in _TYPES:
        yield finding(
            "dynamodb-type-key",
            field.where,
            f"{kind} is no type of the attribute {name}",
            f"write one of {', '.join(_TYPES)} after {name}, M for a map",
        )
    elif kind == "M" and rest:
        yield from _attribute(field, rest[0], rest[1:])
    elif kind == "L" and rest:
        yield from _attribute(field, name, rest)
    elif kind in {"L", "M"}:
        inner = '{"S": ...}' if kind == "L" else '{"<name>": {"S": ...}}'
        yield from _object(field, kind, f'{{"{kind}": {inner}}}')
    elif rest:
        yield finding(
            "dynamodb-type-key",
            field.where,
            f"nothing is below {kind} of the attribute {name}",
            f'write {{"{name}": {{"{kind}": [...]}}}}, or M for a map',
        )
    elif kind in _STRING_TYPES:
        yield from _numbers(field, name, kind)
    else:
        yield from _dead(
            field, _is_no_constant_test, f"{kind} of the attribute {name} is true or false"
        )


def _numbers(field: Field, name: str, kind: str) -> Iterator[Finding]:
    for number, condition in enumerate(field.conditions):
        if isinstance(condition, c.AnythingBut) and condition.of_numbers:
            excluded = ", ".join(f'"{value}"' for value in condition.values)
            yield finding(
                "dynamodb-number",
                (*field.where, number),
                f"{kind} of the attribute {name} is a string, so excluding numbers excludes none",
                f'write {{"anything-but": [{excluded}]}}',
            )
        elif isinstance(condition, c.SameNumber):
            yield finding(
                "dynamodb-number",
                (*field.where, number),
                f"{kind} of the attribute {name} is a string and never equals a number",
                f'write "{condition.number}"',
            )
        elif isinstance(condition, c.Numeric):
            yield finding(
                "dynamodb-number",
                (*field.where, number),
                f"{kind} of the attribute {name} is a string, which numeric never matches",
                "compare in the function, or list the wanted numbers as strings",
            )


def _object(field: Field, name: str, instead: str) -> Iterator[Finding]:
    for number, condition in enumerate(field.conditions):
        if isinstance(condition, c.Exists):
            always = "never" if condition.wanted else "always"
            yield finding(
                "exists-on-object",
                (*field.where, number),
                f"{name} is an object and only leaves exist: {spelled(condition)} {always} matches",
                f"test a leaf below it: {instead}",
            )
        else:
            yield finding(
                "never-matches",
                (*field.where, number),
                f"{name} is an object and has no value to compare",
                f"compare a leaf below it: {instead}",
            )


def _event_names(field: Field) -> Iterator[Finding]:
    for number, condition in enumerate(field.conditions):
        if isinstance(condition, c.Text | c.EqualsIgnoreCase):
            test = condition.predicate()
            if not any(map(test, _EVENT_NAMES)):
                yield finding(
                    "never-matches",
                    (*field.where, number),
                    f"eventName is never {spaced_json(condition.text)}",
                    f"write one of {', '.join(_EVENT_NAMES)}",
                )


def _dead(field: Field, is_dead: object, because: str) -> Iterator[Finding]:
    for number, condition in enumerate(field.conditions):
        if callable(is_dead) and is_dead(condition):
            yield finding(
                "never-matches",
                (*field.where, number),
                f"{because}, which {spelled(condition)} never matches",
                "compare it as what it is",
            )


def _is_string_test(condition: c.Condition) -> bool:
    return isinstance(
        condition,
        c.Text | c.SameAddress | c.Affix | c.EqualsIgnoreCase | c.Wildcard | c.Cidr | c.Constant,
    )


def _is_number_test(condition: c.Condition) -> bool:
    return isinstance(condition, c.Numeric | c.SameNumber | c.Constant)


def _is_no_constant_test(condition: c.Condition) -> bool:
    if isinstance(condition, c.Constant):
        return condition.value is None
    return _is_string_test(condition) or _is_number_test(condition)


def _typed(field: Field) -> str:
    """The conditions below the type that they are of, numbers as strings."""
    kinds, spellings = set(), []
    for condition in field.conditions:
        if isinstance(condition, c.SameNumber):
            kinds.add("N")
            spellings.append(f'"{condition.number}"')
        elif isinstance(condition, c.Numeric):
            return '{"N": [...]}'
        else:
            constant = isinstance(condition, c.Constant) and condition.value is not None
            kinds.add("BOOL" if constant else "S")
            spellings.append(spelled(condition))
    kind = kinds.pop() if len(kinds) == 1 else "S"
    return f'{{"{kind}": [{", ".join(spellings)}]}}'
