"""The report as Markdown: what a bot writes under a pull request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policies.reports.counts import counted, counted_by_severity
from policies.reports.place import named, place
from policies.reports.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policies.gate.acknowledgement import Acknowledgement
    from policies.gate.report import Report
    from policies.gate.verdict import Verdict

# What Markdown or HTML would take for markup, mentions and references included.
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]()#+!|<>~@&$:-])")
# GitHub takes comments of 65,536 characters; what does not fit is summed up.
_MOST_CHARACTERS: Final = 60_000
_MOST_OF_ERRORS: Final = 10_000
_ACCEPTED: Final = ("rule", "where", "why", "by", "until")


def render(report: Report) -> str:
    """A heading with the sum, a table of what is open, and what was accepted folded away."""
    heading = f"### Keel: {_sum(report)}\n"
    errors = _errors(report)
    page = _Page(_MOST_CHARACTERS - len(heading) - len(errors))
    parts = [heading]
    if report.open:
        parts.append(page.table(("", "finding", "where", "fix"), [*map(_row, report.open)]))
    folded = (
        (f"{len(report.acknowledged)} acknowledged", map(_accepted, report.acknowledged)),
        (counted(len(report.expired), "expired acknowledgement"), map(_said, report.expired)),
        (counted(len(report.unused), "unused acknowledgement"), map(_said, report.unused)),
    )
    for summary, rows in folded:
        if several := [*rows]:
            parts.append(_folded(summary, page.table(_ACCEPTED, several)))
    return "\n".join([*parts, *([errors] if errors else [])])


def _errors(report: Report) -> str:
    lines: list[str] = []
    room = _MOST_OF_ERRORS
    for error in report.errors:
        line = f"- {_text(error)}\n"
        room -= len(line)
        if room < 0:
            lines.append(_left_out(len(report.errors) - len(lines)))
            break
        lines.append(line)
    return f"Not read or judged:\n\n{''.join(lines)}" if lines else ""


def _sum(report: Report) -> str:
    if not report.templates:
        return "nothing was judged"
    counts = counted_by_severity(report.number_of).values()
    known = f", {len(report.known)} in the baseline" if report.known else ""
    found = ", ".join(counts) or "no findings"
    return f"{found} in {counted(report.templates, 'template')}{known}"


def _row(verdict: Verdict) -> tuple[str, ...]:
    return (
        verdict.severity.value,
        f"{_text(verdict.message)}<br>{_code(verdict.rule)}",
        f"{_code(str(place(verdict)))}<br>{_code(named(verdict))}",
        _text(verdict.fix),
    )


def _accepted(verdict: Verdict) -> tuple[str, ...]:
    said = verdict.acknowledged
    return () if said is None else (*_said(said)[:1], _code(named(verdict)), *_said(said)[2:])


def _said(said: Acknowledgement) -> tuple[str, ...]:
    return (
        _code(said.rule),
        _code(said.at),
        _text(said.reason),
        _text(said.owner),
        _text(said.expires),
    )


class _Page:
    """What is left of a comment, for its tables one after the other."""

    def __init__(self, room: int) -> None:
        self._room = room

    def table(self, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
        """The rows that fit, and how many do not."""
        lines: list[str] = []
        for cells in (head, ("---",) * len(head), *rows):
            line = f"| {' | '.join(cells)} |\n"
            if len(line) > self._room:
                lines.append(_left_out(len(rows) - max(len(lines) - 2, 0)))
                break
            self._room -= len(line)
            lines.append(line)
        return "".join(lines)


def _left_out(number: int) -> str:
    return f"\n{number} more are not shown here.\n"


def _folded(summary: str, text: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{text}\n</details>\n"


def _text(text: str) -> str:
    return _MARKUP.sub(r"\\\1", plain(text))


def _code(text: str) -> str:
    """Text as code in a cell: a code span has no escape, so its marks are replaced."""
    # Readers differ over a backslash before an escaped bar.
    shown = plain(text).replace("`", "'").replace("\\|", "\\ |").replace("|", "\\|")
    return f"`{shown}`" if shown else ""
