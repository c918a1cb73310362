"""Schedule expressions of EventBridge: rate(...), cron(...) and, for the Scheduler, at(...)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.limits import SCHEDULE_YEAR

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_UNITS: Final = ("minute", "hour", "day")
_MONTHS: Final = frozenset(
    ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
)
_DAYS: Final = frozenset(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"))
_AT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


class ScheduleProblem(NamedTuple):
    """Why EventBridge refuses an expression, and what to type instead."""

    message: str
    fix: str


class _Field(NamedTuple):
    label: str
    lowest: int
    highest: int
    names: AbstractSet[str] = frozenset()
    extra: str = ""  # a pattern of what else an element may be

    def admits(self, element: str) -> bool:
        text = element.upper()
        if self.extra and re.fullmatch(self.extra, text):
            return True
        span, slash, step = text.partition("/")
        if slash and not (step.isdecimal() and int(step) > 0):
            return False
        ends = [span] if span in ("*", "?") else span.split("-")
        if span == "*":
            return True
        return len(ends) <= 2 and all(map(self._is_value, ends))  # noqa: PLR2004 - a range's ends

    def _is_value(self, text: str) -> bool:
        if text in self.names:
            return True
        return text.isdecimal() and self.lowest <= int(text) <= self.highest


# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
_FIELDS: Final = (
    _Field("minutes", 0, 59),
    _Field("hours", 0, 23),
    _Field("day of month", 1, 31, extra=r"\?|L(-\d+)?|LW|\d+W"),
    _Field("month", 1, 12, _MONTHS),
    _Field("day of week", 1, 7, _DAYS, extra=r"\?|L|(\d|[A-Z]{3})(L|#\d)"),
    _Field("year", SCHEDULE_YEAR.minimum or 0, SCHEDULE_YEAR.maximum or 0),
)
_DAY_OF_MONTH, _DAY_OF_WEEK = 2, 4


def schedule_problem(expression: str, *, of_rule: bool) -> ScheduleProblem | None:
    """What is certainly wrong with a schedule expression; None when nothing is.

    Args:
        expression: `rate(5 minutes)`, `cron(0 12 * * ? *)`, `at(2027-01-31T08:00:00)`.
        of_rule: Whether it is an event bus rule's; those know no `at` and are strict about
            singular and plural, the Scheduler is not.
    """
    kind, bracket, rest = expression.strip().partition("(")
    inside, closed, after = rest.rpartition(")")
    if kind == "rate" and bracket and closed and not after:
        return _rate_problem(inside, of_rule=of_rule)
    if kind == "cron" and bracket and closed and not after:
        return _cron_problem(inside)
    if kind == "at" and not of_rule and _AT.fullmatch(inside) and not after:
        return _at_problem(inside)
    forms = "rate(...) or cron(...)" if of_rule else "rate(...), cron(...) or at(...)"
    return ScheduleProblem(
        f"schedule expression must be {forms}, got {expression}",
        "write rate(5 minutes), or cron(0 12 * * ? *) for noon UTC",
    )


def _at_problem(inside: str) -> ScheduleProblem | None:
    try:
        datetime.fromisoformat(inside)
    except ValueError:
        return ScheduleProblem(
            f"at must be a date and a time that there are, got at({inside})",
            "write at(2027-01-31T08:00:00) for eight in the morning of that day",
        )
    return None


def _rate_problem(inside: str, *, of_rule: bool) -> ScheduleProblem | None:
    value, _, unit = inside.strip().partition(" ")
    singular = unit.strip().removesuffix("s")
    if not value.isascii() or not value.isdecimal() or singular not in _UNITS or int(value) < 1:
        return ScheduleProblem(
            f"rate must be a whole number of minutes, hours or days from 1, got rate({inside})",
            "write rate(5 minutes), rate(1 hour) or rate(7 days)",
        )
    wanted = singular if int(value) == 1 else f"{singular}s"
    if of_rule and unit.strip() != wanted:
        return ScheduleProblem(
            f"unit of rate({value} ...) must be {wanted}, got {unit.strip()}",
            f"write rate({value} {wanted})",
        )
    return None


def _cron_problem(inside: str) -> ScheduleProblem | None:
    # A comma too many is nowhere said to be wrong.
    fields = [field.strip(",") for field in inside.split()]
    if len(fields) != len(_FIELDS):
        return ScheduleProblem(
            f"cron must have {len(_FIELDS)} fields (minutes, hours, day of month, month, day of "
            f"week, year), got {len(fields)}: cron({inside})",
            "write cron(0 12 * * ? *) for noon UTC every day",
        )
    for field, text in zip(_FIELDS, fields, strict=True):
        wrong = [each for each in text.split(",") if each and not field.admits(each)]
        if wrong:
            return ScheduleProblem(
                f"{field.label} of cron must be {field.lowest} to {field.highest} or a wildcard, "
                f"got {wrong[0]} in cron({inside})",
                f"write {field.label} as {field.lowest}, {field.lowest}-{field.highest} or *",
            )
    asked = [fields[_DAY_OF_MONTH] == "?", fields[_DAY_OF_WEEK] == "?"]
    if asked.count(True) != 1:
        return ScheduleProblem(
            f"cron must have ? as day of month or as day of week, got "
            f"{'both' if all(asked) else 'neither'}: cron({inside})",
            "write ? for the one of them that does not decide: cron(0 12 * * ? *)",
        )
    return None
