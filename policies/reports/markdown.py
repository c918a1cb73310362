"""The report as Markdown: what a bot writes under a pull request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policies.engine import Severity
from policies.reports.counts import counted
from policies.reports.place import named, place
from policies.reports.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.gate.acknowledgement import Acknowledgement
    from policies.gate.report import Report
    from policies.gate.verdict import Verdict

# What Markdown or HTML would take for markup, mentions and references included.
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]()#+!|<>~@&$:-])")
# GitHub takes comments of 65,536 characters; rows beyond these are summed up.
_MOST_ROWS: Final = 150


def render(report: Report) -> str:
    """A heading with the sum, a table of what is open, and what was accepted folded away."""
    parts = [f"### Keel: {_sum(report)}\n"]
    if report.open:
        parts.append(_table(("", "finding", "where", "fix"), map(_row, report.open)))
    if report.acknowledged:
        rows = _table(("rule", "where", "why", "by", "until"), map(_accepted, report.acknowledged))
        parts.append(_folded(f"{len(report.acknowledged)} acknowledged", rows))
    if report.expired:
        rows = _table(("rule", "where", "why", "by", "until"), map(_said, report.expired))
        parts.append(_folded(f"{counted(len(report.expired), 'expired acknowledgement')}", rows))
    if report.unused:
        rows = _table(("rule", "where", "why", "by", "until"), map(_said, report.unused))
        parts.append(_folded(f"{counted(len(report.unused), 'unused acknowledgement')}", rows))
    if report.errors:
        told = "".join(f"- {_text(error)}\n" for error in report.errors[:_MOST_ROWS])
        parts.append(f"Not read or judged:\n\n{told}")
    return "\n".join(parts)


def _sum(report: Report) -> str:
    if not report.templates:
        return "nothing was judged"
    counts = [
        counted(number, severity.value)
        for severity in Severity
        if (number := report.number_of(severity))
    ]
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


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    several = [*rows]
    left_out = len(several) - _MOST_ROWS
    lines = [head, ("---",) * len(head), *several[:_MOST_ROWS]]
    table = "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
    return f"{table}\n{left_out} more are not shown here.\n" if left_out > 0 else table


def _folded(summary: str, text: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{text}\n</details>\n"


def _text(text: str) -> str:
    return _MARKUP.sub(r"\\\1", plain(text))


def _code(text: str) -> str:
    """Text as code in a cell: a code span has no escape, so its marks are replaced."""
    # Readers differ over a backslash before an escaped bar.
    shown = plain(text).replace("`", "'").replace("\\|", "\\ |").replace("|", "\\|")
    return f"`{shown}`" if shown else ""
