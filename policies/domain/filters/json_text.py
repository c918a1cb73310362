"""JSON text read without losing anything that decides a match.

`json.loads` merges duplicate keys, accepts NaN and rounds numbers. A pattern keeps all of it; an
event keeps what a pattern could ask for.
"""

from __future__ import annotations

import json
import re
from typing import Final, NoReturn

from policies.domain.filters.errors import EventError, PatternError
from policies.domain.filters.numbers import InexactNumber, Number, event_float, event_integer

MAX_PATTERN_DEPTH: Final = 100
MAX_EVENT_DEPTH: Final = 500

# Possessive, so that an unclosed string of any length costs one pass and no memory.
_BRACKETS: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)

# A pattern's objects become tuples of (key, value), its arrays lists: nothing else is a tuple.
Members = tuple[tuple[str, object], ...]


# What a leaf of an event can be.
SCALARS: Final = frozenset({str, int, float, bool, type(None), InexactNumber})


class Repeated(dict[str, object]):
    """An event's object with a key that occurs more than once; `members` has them all."""

    def __init__(self, members: list[tuple[str, object]]) -> None:
        super().__init__(members)
        self.members = members


def read_pattern(text: str) -> object:
    """The pattern's JSON: objects as tuples of pairs, numbers as `Number`.

    Raises:
        PatternError: it is no text, no JSON, or nested deeper than 100 levels.
    """
    if not isinstance(text, str):
        raise PatternError(f"a pattern is JSON text, got {_kind(text)}")
    _refuse_depth(text, MAX_PATTERN_DEPTH, PatternError)
    try:
        return _PATTERN.decode(text)
    except json.JSONDecodeError as error:
        raise PatternError(*_syntax(error, text)) from None
    except RecursionError:
        raise PatternError("the pattern is nested too deep for this call stack") from None


def read_event(text: str) -> object:
    """The event's JSON; a repeated key makes a `Repeated`, a number keeps what float64 loses.

    Raises:
        EventError: it is no JSON, or nested deeper than 500 levels.
    """
    if not isinstance(text, str):
        raise EventError(f"an event is JSON text, got {_kind(text)}")
    _refuse_depth(text, MAX_EVENT_DEPTH, EventError)
    try:
        try:
            return _EVENT.decode(text)
        except json.JSONDecodeError as error:
            reason, where, fix = _syntax(error, text)
            raise EventError(reason, where, fix) from None
        except ValueError:  # Python refuses an int of more than 4300 digits
            return _EVENT_WITH_LONG_INTEGERS.decode(text)
    except RecursionError:
        raise EventError("the event is nested too deep for this call stack") from None


def json_scalar(value: object) -> object:
    """The value, when JSON has it.

    Raises:
        EventError: it is something else, such as a datetime or a Decimal.
    """
    if type(value) in SCALARS or isinstance(value, str | int | float):
        return value
    raise EventError(f"an event holds JSON values only, got {_kind(value)}")


def _refuse_depth(text: str, limit: int, error: type[PatternError]) -> None:
    if text.count("{") + text.count("[") <= limit:
        return
    depth = 0
    for match in _BRACKETS.finditer(text):
        bracket = match[0]
        if bracket in "[{":
            depth += 1
            if depth > limit:
                raise error(f"nesting must be at most {limit} levels deep")
        elif bracket in "]}":
            depth -= 1


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    return members if len(members) == len(pairs) else Repeated(pairs)


def _refuse_constant(name: str) -> NoReturn:
    raise json.JSONDecodeError(f"{name} is no JSON value", name, 0)


def _syntax(error: json.JSONDecodeError, text: str) -> tuple[str, tuple[()], str]:
    if error.msg.endswith("is no JSON value"):
        return f"not JSON: {error.msg}", (), ""
    place = f"line {error.lineno} column {error.colno}"
    if error.msg == "Extra data":
        fix = "end the pattern with its closing brace"
        return f"text after the JSON value at {place}", (), fix
    fix = ""
    found = text[error.pos : error.pos + 1]
    if found == "'":
        fix = "quote keys and strings with double quotes"
    elif text[error.pos : error.pos + 2] == '\\"':
        fix = 'write " instead of \\"'
    return f"not JSON at {place}: {error.msg[:1].lower()}{error.msg[1:]}", (), fix


def _kind(value: object) -> str:
    return "null" if value is None else type(value).__name__


_PATTERN: Final = json.JSONDecoder(
    object_pairs_hook=tuple,
    parse_float=Number,
    parse_int=Number,
    parse_constant=_refuse_constant,
)
_EVENT: Final = json.JSONDecoder(
    object_pairs_hook=_members, parse_float=event_float, parse_constant=_refuse_constant
)
_EVENT_WITH_LONG_INTEGERS: Final = json.JSONDecoder(
    object_pairs_hook=_members,
    parse_float=event_float,
    parse_int=event_integer,
    parse_constant=_refuse_constant,
)
