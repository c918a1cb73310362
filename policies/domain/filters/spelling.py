"""Patterns back to text: compact, and as messages show conditions."""

from __future__ import annotations

import json

from policies.domain.filters import conditions as c
from policies.domain.filters.json_text import read_pattern
from policies.domain.filters.numbers import Number


def compact(text: str) -> str:
    """The pattern on one line without white space: what its length is measured by.

    Repeated keys and the spelling of numbers stay.

    Raises:
        PatternError: the text is no JSON.
    """
    return compact_json(read_pattern(text))


def compact_json(value: object) -> str:
    """The value as JSON without white space; objects are dicts or tuples of pairs."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        value = tuple(value.items())
    if isinstance(value, tuple):
        members = (f"{_string(key)}:{compact_json(member)}" for key, member in value)
        return f"{{{','.join(members)}}}"
    if isinstance(value, list):
        return f"[{','.join(map(compact_json, value))}]"
    return _string(value)


def spelled(condition: c.Condition) -> str:
    """The condition as a pattern writes it: `{"prefix": "a"}`."""
    return spaced_json(json_of(condition))


def spaced_json(value: object) -> str:
    """The value as JSON on one line, with a space after each comma and colon."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        members = (f"{_string(key)}: {spaced_json(member)}" for key, member in value.items())
        return f"{{{', '.join(members)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(spaced_json, value))}]"
    return _string(value)


def json_of(condition: c.Condition) -> object:  # noqa: PLR0911  # one return for each operator
    """The condition as JSON has it: dicts, lists, strings, Numbers and constants."""
    match condition:
        case c.Text(text=text, explicit=True):
            return {"exactly": text}
        case c.Text(text=text) | c.SameAddress(text=text):
            return text
        case c.SameNumber(number=number):
            return number
        case c.Constant(value=value):
            return value
        case c.Affix(text=text, ignore_case=True):
            return {condition.operator: {c.EqualsIgnoreCase.operator: text}}
        case c.Numeric(terms=terms):
            return {condition.operator: list(terms)}
        case c.Exists(wanted=wanted):
            return {condition.operator: wanted}
        case c.AnythingBut(values=values):
            return {condition.operator: list(values)}
        case c.AnythingButLike(likeness=likeness, texts=texts):
            return {condition.operator: {likeness: list(texts)}}
    return {condition.operator: getattr(condition, "text")}  # noqa: B009  # the rest have a text


def _string(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
