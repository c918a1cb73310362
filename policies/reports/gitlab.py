"""The report as GitLab's Code Quality: findings beside the lines of a merge request."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from policies.engine import Severity
from policies.reports.place import named, place
from policies.reports.plain import harmless_json, plain

if TYPE_CHECKING:
    from policies.gate.identity import Identity
    from policies.gate.report import Report
    from policies.gate.verdict import Verdict

_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def render(report: Report) -> str:
    """Every open finding; what could not be read has no line, and the exit code tells it.

    See: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    seen: Counter[Identity] = Counter()
    issues = []
    for verdict in report.open:
        seen[verdict.identity] += 1
        issues.append(_issue(verdict, seen[verdict.identity]))
    return harmless_json(json.dumps(issues, indent=2)) + "\n"


def _issue(verdict: Verdict, number: int) -> dict[str, Any]:
    where = place(verdict)
    # GitLab tells old from new by the fingerprint, and shows one of those that share it.
    identity = "\n".join((*verdict.identity, str(number)))
    digest = hashlib.sha256(identity.encode("utf-8", "backslashreplace")).hexdigest()
    said = f"{verdict.message} ({named(verdict)}); {verdict.fix}"
    return {
        "description": plain(said),
        "check_name": verdict.rule,
        "fingerprint": digest,
        "severity": _SEVERITIES[verdict.severity],
        "location": {"path": where.file, "lines": {"begin": max(where.line, 1)}},
    }
