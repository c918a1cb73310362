"""The report for programs: schema 1, which only grows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policies.engine import Severity

if TYPE_CHECKING:
    from policies.gate.check import Report
    from policies.gate.verdict import Verdict

SCHEMA = 1


def render(report: Report) -> str:
    """The report as one JSON object."""
    return json.dumps(document(report), indent=2) + "\n"


def document(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "schema": SCHEMA,
        "findings": [_finding(verdict) for verdict in report.verdicts],
        "summary": {
            "templates": report.templates,
            "errors": report.number_of(Severity.ERROR),
            "warnings": report.number_of(Severity.WARNING),
            "acknowledged": len(report.acknowledged),
            "unexpanded": report.unexpanded,
        },
        "errors": report.errors,
    }


def _finding(verdict: Verdict) -> dict[str, Any]:
    said = verdict.acknowledged
    return {
        "rule": verdict.rule,
        "severity": verdict.severity.value,
        "effect": verdict.effect.value,
        "message": verdict.message,
        "fix": verdict.fix,
        "template": verdict.template.as_posix(),
        "logical_id": verdict.logical_id,
        "resource_type": verdict.resource_type,
        "property": verdict.property,
        "line": verdict.line,
        "construct_path": verdict.construct_path,
        # The Python line that made the construct: read from the assembly once synth records it.
        "source": None,
        "acknowledged": {"reason": said.reason, "at": said.at} if said else None,
    }
