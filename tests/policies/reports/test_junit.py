from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policies.engine import Severity
from policies.gate.report import Report
from policies.reports import junit

if TYPE_CHECKING:
    from policies.gate.verdict import Verdict


def test_a_clean_report_is_a_test_that_passes() -> None:
    [suite] = ET.fromstring(junit.render(Report(templates=3)))
    [case] = suite

    assert suite.attrib == {
        "name": "keel",
        "tests": "1",
        "failures": "0",
        "errors": "0",
        "skipped": "0",
    }
    assert case.get("name") == "3 templates judged"
    assert list(case) == []


def test_an_error_fails_and_says_how_to_mend_it(found: Verdict) -> None:
    _, suite = ET.fromstring(junit.render(Report([found], templates=1)))
    [case] = suite
    [failure] = case

    assert (case.get("file"), case.get("line")) == ("cdk.out/App.template.json", "6")
    assert failure.get("message") == "timeout must be 1 to 900 s, got 901 s"
    assert failure.text == (
        "timeout must be 1 to 900 s, got 901 s\nat cdk.out/App.template.json:6\n"
        "fix: set Timeout to 900 s or less"
    )


def test_a_warning_fails_only_where_warnings_fail(found: Verdict) -> None:
    warning = found._replace(severity=Severity.WARNING)
    _, suite = ET.fromstring(junit.render(Report([warning], templates=1)))
    _, strict = ET.fromstring(junit.render(Report([warning], fail_on=Severity.WARNING)))

    assert [child.tag for child in suite[0]] == ["system-out"]
    assert [child.tag for child in strict[0]] == ["failure"]


def test_what_is_accepted_or_known_is_skipped(full_report: Report) -> None:
    _, suite = ET.fromstring(junit.render(full_report))

    assert [each.get("message") for each in suite.iter("skipped")] == [
        "acknowledged: moves to batch (by billing)",
        "in the baseline",
    ]
    assert suite.get("skipped") == "2"


def test_what_could_not_be_read_is_an_error(full_report: Report) -> None:
    suite, _ = ET.fromstring(junit.render(full_report))

    assert [each.get("message") for each in suite.iter("error")] == [
        "cut.json:1: JSON ends before it is complete"
    ]


def test_no_name_breaks_the_xml(hostile_report: Report) -> None:
    _, suite = ET.fromstring(junit.render(hostile_report))

    assert len(suite) == 2
    assert suite.get("failures") == "1"
