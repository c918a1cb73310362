"""The report for people: what, where, how to mend it; one line when nothing is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.engine import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.gate.check import Report
    from policies.gate.verdict import Verdict


def render(report: Report) -> str:
    """The findings nobody acknowledged, then the acknowledged ones in a line each, then the sum."""
    blocks = [*map(_finding, report.open), *map(_acknowledged, report.acknowledged)]
    return "\n".join([*blocks, _summary(report)]) + "\n"


def _finding(verdict: Verdict) -> str:
    return "\n".join([*_lines(verdict), ""])


def _lines(verdict: Verdict) -> Iterator[str]:
    yield f"{verdict.severity}: {_plain(verdict.message)}  [{verdict.rule}]"
    yield f"  at   {_place(verdict)}"
    if verdict.construct_path:
        yield f"  in   {_plain(verdict.construct_path)}"
    yield f"  fix  {_plain(verdict.fix)}"


def _place(verdict: Verdict) -> str:
    within = ".".join(filter(None, (verdict.logical_id, verdict.property)))
    return _plain(f"{verdict.template}:{verdict.line}  {within}")


def _acknowledged(verdict: Verdict) -> str:
    reason = verdict.acknowledged.reason if verdict.acknowledged else ""
    return f"acknowledged: {_place(verdict)}  [{verdict.rule}]  {_plain(reason)}"


def _summary(report: Report) -> str:
    errors, warnings = report.number_of(Severity.ERROR), report.number_of(Severity.WARNING)
    counts = [_counted(errors, "error"), _counted(warnings, "warning")]
    found = ", ".join(filter(None, counts)) or "no findings"
    acknowledged = f", {len(report.acknowledged)} acknowledged" if report.acknowledged else ""
    return f"{found} in {_counted(report.templates, 'template') or 'no template'}{acknowledged}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def _plain(text: str) -> str:
    """Names and reasons come from templates: nothing in them may steer a terminal."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
