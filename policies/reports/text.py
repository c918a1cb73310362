"""The report for people: what, where, how to mend it; one line when nothing is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.engine import Severity
from policies.reports.counts import counted
from policies.reports.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.gate.check import Report
    from policies.gate.verdict import Verdict


def render(report: Report) -> str:
    """The findings nobody acknowledged, then the acknowledged ones in a line each, then the sum."""
    lines = [*map(_finding, report.open), *map(_acknowledged, report.acknowledged)]
    if report.unexpanded:
        functions = counted(report.unexpanded, "AWS::Serverless::Function resource")
        lines.append(f"not judged: {functions}; expand SAM templates first (sam build)")
    return "\n".join([*lines, _summary(report)]) + "\n"


def _finding(verdict: Verdict) -> str:
    return "\n".join([*_lines(verdict), ""])


def _lines(verdict: Verdict) -> Iterator[str]:
    yield f"{verdict.severity}: {plain(verdict.message)}  [{verdict.rule}]"
    yield f"  at   {_place(verdict)}"
    if verdict.construct_path:
        yield f"  in   {plain(verdict.construct_path)}"
    yield f"  fix  {plain(verdict.fix)}"


def _place(verdict: Verdict) -> str:
    within = ".".join(filter(None, (verdict.logical_id, verdict.property)))
    return plain(f"{verdict.template}:{verdict.line}  {within}")


def _acknowledged(verdict: Verdict) -> str:
    reason = verdict.acknowledged.reason if verdict.acknowledged else ""
    return f"acknowledged: {_place(verdict)}  [{verdict.rule}]  {plain(reason)}"


def _summary(report: Report) -> str:
    if not report.templates:
        return "nothing was judged"
    errors, warnings = report.number_of(Severity.ERROR), report.number_of(Severity.WARNING)
    counts = [
        counted(number, noun)
        for number, noun in ((errors, "error"), (warnings, "warning"))
        if number
    ]
    found = ", ".join(counts) or "no findings"
    acknowledged = f", {len(report.acknowledged)} acknowledged" if report.acknowledged else ""
    return f"{found} in {counted(report.templates, 'template')}{acknowledged}"
