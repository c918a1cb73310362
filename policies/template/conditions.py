"""Whether a condition holds: true, false, or known only at deployment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policies.template.values import Unresolved, Value, as_text

if TYPE_CHECKING:
    from policies.template.intrinsics import Intrinsics


def truth(intrinsics: Intrinsics, raw: Any, depth: int = 0) -> bool | Unresolved:
    """The truth of a condition's expression. CloudFormation nests And, Or and Not 10 deep."""
    match raw:
        case {"Condition": name}:
            return intrinsics.condition(name)
        case {"Fn::Equals": [left, right]}:
            return _equal(intrinsics.resolve(left), intrinsics.resolve(right))
        case {"Fn::Not": [item]} if depth < _MAXIMUM_DEPTH:
            holds = truth(intrinsics, item, depth + 1)
            return holds if isinstance(holds, Unresolved) else not holds
        case {"Fn::And": [*items]} if depth < _MAXIMUM_DEPTH:
            return _combined([truth(intrinsics, item, depth + 1) for item in items], decisive=False)
        case {"Fn::Or": [*items]} if depth < _MAXIMUM_DEPTH:
            return _combined([truth(intrinsics, item, depth + 1) for item in items], decisive=True)
    return Unresolved("a condition that is not declared or malformed")


_MAXIMUM_DEPTH = 30


def _combined(truths: list[bool | Unresolved], *, decisive: bool) -> bool | Unresolved:
    """One decisive part settles it, even beside unknown ones."""
    if decisive in truths:
        return decisive
    unknown = next((part for part in truths if isinstance(part, Unresolved)), None)
    return unknown if unknown is not None else not decisive


def _equal(left: Value, right: Value) -> bool | Unresolved:
    texts = as_text(left), as_text(right)
    unknown = next((text for text in texts if isinstance(text, Unresolved)), None)
    return texts[0] == texts[1] if unknown is None else Unresolved(unknown.reason)
