"""The event pattern of a rule as plain data, and what is wrong with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from policies.domain.event_keys import EVENT_KEYS
from policies.template.values import Unresolved, is_inserted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.domain.filters import PatternError
    from policies.template.template import Template
    from policies.template.values import Value

_ANY: Final = "known at deployment only"
_ALTERNATIVES: Final = "$or"


def pattern_problem(pattern: Value, template: Template) -> PatternError | None:
    """Why EventBridge refuses the pattern; None where it may take it.

    What only the deployment knows counts as a text in the list where it stands.
    """
    # Its import costs 10 ms, and few templates have patterns.
    from policies.domain.filters import PatternError, compile_pattern  # noqa: PLC0415

    if isinstance(pattern, str):
        text = pattern
    elif isinstance(pattern, dict):
        try:
            text = json.dumps(_plain(pattern, template))
        except (_UnknownError, RecursionError):
            return None
    else:
        return None
    try:
        compile_pattern(text)
    except PatternError as problem:
        return problem
    return None


def unknown_keys(pattern: Value) -> Iterator[str]:
    """The fields at the top of a pattern that no event has, and that it asks to be there."""
    if not isinstance(pattern, dict):
        return
    for key, wanted in pattern.items():
        if key in EVENT_KEYS or key == _ALTERNATIVES or is_inserted(key):
            continue
        if not isinstance(wanted, list) or {"exists": False} not in wanted:
            yield key


class _UnknownError(Exception):
    """Only the deployment knows the form of the pattern."""


def _plain(raw: Any, template: Template, *, in_condition: bool = False) -> Any:
    value = template.intrinsics.resolve(raw)
    if isinstance(value, Unresolved):
        raise _UnknownError
    if isinstance(value, dict):
        if any(is_inserted(str(key)) for key in value):
            raise _UnknownError
        return {
            str(key): _plain(each, template, in_condition=in_condition)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_element(each, template, in_condition=in_condition) for each in value]
    return value


def _element(raw: Any, template: Template, *, in_condition: bool) -> Any:
    """An element of a list; a condition, `{"numeric": [">", 5]}`, is known as a whole or not."""
    try:
        return _plain(raw, template, in_condition=True)
    except _UnknownError:
        if in_condition:
            raise
        return _ANY
