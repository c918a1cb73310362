"""The report for programs: schema 1, which only grows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policies.engine import Severity
from policies.reports.plain import harmless_json

if TYPE_CHECKING:
    from policies.gate.acknowledgement import Acknowledgement
    from policies.gate.report import Report
    from policies.gate.verdict import Verdict

SCHEMA = 1


def render(report: Report) -> str:
    """The report as one JSON object."""
    return harmless_json(json.dumps(document(report), indent=2)) + "\n"


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
            "in_baseline": len(report.known),
            "unexpanded": report.unexpanded,
        },
        "errors": report.errors,
        "acknowledgements": {
            "expired": [*map(_acknowledgement, report.expired)],
            "unused": [*map(_acknowledgement, report.unused)],
        },
        "resolved": [each._asdict() for each in report.resolved],
    }


def _acknowledgement(said: Acknowledgement) -> dict[str, Any]:
    return {
        "rule": said.rule,
        "reason": said.reason,
        "at": said.at,
        "owner": said.owner or None,
        "expires": said.expires or None,
        "written": said.written or None,
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
        "made": verdict.made._asdict() if verdict.made else None,
        "source": verdict.source._asdict() if verdict.source else None,
        "acknowledged": _acknowledgement(said) if said else None,
        "in_baseline": verdict.is_known,
    }
