"""Numbers with their nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.engine import Severity

if TYPE_CHECKING:
    from collections.abc import Callable


def counted(number: int, noun: str) -> str:
    """The number and what is counted: `1 event`, `2 events`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def counted_by_severity(number_of: Callable[[Severity], int]) -> dict[Severity, str]:
    """The counts of the severities that occur, the gravest first: `2 errors`, `1 warning`."""
    return {
        severity: counted(number, severity.value)
        for severity in Severity
        if (number := number_of(severity))
    }
