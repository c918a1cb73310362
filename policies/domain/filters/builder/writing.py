"""Alternatives as patterns: one with `$or`, or one filter for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policies.domain import limits
from policies.domain.filters.fields import OR
from policies.domain.filters.grammar import RESERVED_IN_OR
from policies.domain.filters.spelling import compact_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Keys = tuple[str, ...]
# Each condition as compact JSON: that tells 1 from "1" and from true.
Conditions = tuple[str, ...]
Alternative = dict[Keys, Conditions]


def as_text(alternative: Alternative) -> str:
    """One alternative as a pattern."""
    return _text(_nested(alternative))


def several_patterns(alternatives: Iterable[Alternative]) -> list[str]:
    """A pattern for each alternative."""
    return [as_text(alternative) for alternative in alternatives]


def one_pattern(alternatives: Sequence[Alternative]) -> list[str]:
    """One pattern for all alternatives, or nothing where `$or` cannot say it.

    What all alternatives require stands outside `$or`, so that no path is on both sides.
    """
    if len(alternatives) == 1:
        return [as_text(alternatives[0])]
    first = alternatives[0]
    common = {
        keys: conditions
        for keys, conditions in first.items()
        if all(each.get(keys) == conditions for each in alternatives)
    }
    rest = [
        {keys: conditions for keys, conditions in each.items() if keys not in common}
        for each in alternatives
    ]
    if not all(rest):
        # One alternative is all that the others require besides: it alone decides.
        return [as_text(common)]
    if _needs_several_filters(alternatives):
        return []
    root = next(iter(rest[0]))[0]
    inside = all(keys[0] == root and len(keys) > 1 for each in rest for keys in each)
    branches = [
        _nested({keys[1:] if inside else keys: conditions for keys, conditions in each.items()})
        for each in rest
    ]
    pattern = _nested(common)
    holder = pattern.setdefault(root, {}) if inside else pattern
    holder[OR] = branches
    text = _text(pattern)
    return [] if limits.FILTER_PATTERN_LENGTH.violation(len(text)) else [text]


def _needs_several_filters(alternatives: Sequence[Alternative]) -> bool:
    """True for keys that `$or` reserves, and for a payload that is text here and JSON there."""
    paths = {keys for each in alternatives for keys in each}
    texts = {keys for keys in paths if len(keys) == 1}
    return any(RESERVED_IN_OR.intersection(keys) for keys in paths) or any(
        len(keys) > 1 and keys[:1] in texts for keys in paths
    )


def _nested(alternative: Alternative) -> dict[str, Any]:
    pattern: dict[str, Any] = {}
    for keys, conditions in alternative.items():
        place = pattern
        for key in keys[:-1]:
            place = place.setdefault(key, {})
        place[keys[-1]] = conditions
    return pattern


def _text(value: object) -> str:
    if isinstance(value, dict):
        members = (f"{compact_json(key)}:{_text(member)}" for key, member in value.items())
        return f"{{{','.join(members)}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_text, value))}]"
    return str(value)
