"""Operators outside an array, where AWS takes them for fields of that name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from policies.domain.filters import conditions as c
from policies.domain.filters.analysis.finding import finding
from policies.domain.filters.spelling import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.domain.filters.analysis.finding import Finding
    from policies.domain.filters.fields import Field

# Records have fields called prefix or exists; hardly one of these.
_UNLIKELY_FIELDS: Final = frozenset({"anything-but", "equals-ignore-case"})
_COMPARISONS: Final = frozenset({"=", "<", "<=", ">", ">="})


def check_misplaced_operators(field: Field) -> Iterator[Finding]:
    """The finding on a field that is an operator without the array around it."""
    name = field.keys[-1] if field.keys else ""
    first = field.conditions[0] if field.conditions else None
    compares = name == "numeric" and isinstance(first, c.Text) and first.text in _COMPARISONS
    if compares or name in _UNLIKELY_FIELDS:
        operand = f"[{', '.join(map(spelled, field.conditions))}]"
        yield finding(
            "operator-without-array",
            field.where,
            f"{name} stands outside an array: it is taken for a field of that name",
            f"write [{{{json.dumps(name)}: {operand}}}]",
        )
