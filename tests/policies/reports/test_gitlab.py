from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policies.gate.report import Report
from policies.reports import gitlab

if TYPE_CHECKING:
    from policies.gate.verdict import Verdict


def issues(report: Report) -> list[dict[str, Any]]:
    found = json.loads(gitlab.render(report))
    assert isinstance(found, list)
    return found


def test_a_finding_stands_at_its_line(found: Verdict) -> None:
    [issue] = issues(Report([found], templates=1))

    assert len(issue.pop("fingerprint")) == 64
    assert issue == {
        "description": "timeout must be 1 to 900 s, got 901 s (Report.Timeout); "
        "set Timeout to 900 s or less",
        "check_name": "timeout-out-of-range",
        "severity": "major",
        "location": {"path": "cdk.out/App.template.json", "lines": {"begin": 6}},
    }


def test_only_what_is_open_is_told(full_report: Report) -> None:
    assert [issue["severity"] for issue in issues(full_report)] == ["major", "minor"]


def test_the_fingerprint_is_that_of_the_finding_and_not_of_its_line(found: Verdict) -> None:
    moved = found._replace(line=90, message="timeout must be 1 to 900 s, got 1000 s")
    [before] = issues(Report([found], templates=1))
    [after] = issues(Report([moved], templates=1))

    assert before["fingerprint"] == after["fingerprint"]


def test_two_findings_of_one_identity_are_both_shown(found: Verdict) -> None:
    first, second = issues(Report([found, found], templates=1))

    assert first["fingerprint"] != second["fingerprint"]


def test_no_text_is_taken_for_more_than_text(hostile_report: Report) -> None:
    [issue] = issues(hostile_report)

    assert issue["description"].isprintable()
