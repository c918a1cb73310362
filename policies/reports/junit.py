"""The report as JUnit XML: what CI systems show as tests."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from policies.engine import Severity
from policies.reports.counts import counted
from policies.reports.place import in_template, named, place
from policies.reports.plain import plain

if TYPE_CHECKING:
    from policies.gate.report import Report
    from policies.gate.verdict import Verdict

# What XML 1.0 has no way to write.
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """A suite for each template with findings, and one that tells what was read.

    A finding below the failing severity is a test that passes and says something; one that is
    acknowledged or known is a skipped one.
    """
    suites = [_suite("keel", [_read(report), *(_trouble(error) for error in report.errors)])]
    for file, verdicts in groupby(report.verdicts, lambda each: in_template(each).file):
        suites.append(_suite(file, [_case(verdict, report.fail_on) for verdict in verdicts]))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{"".join(suites)}</testsuites>\n'


def _suite(name: str, cases: list[str]) -> str:
    counts = {
        "tests": len(cases),
        "failures": sum("<failure" in case for case in cases),
        "errors": sum("<error" in case for case in cases),
        "skipped": sum("<skipped" in case for case in cases),
    }
    numbers = " ".join(f'{key}="{number}"' for key, number in counts.items())
    return f"<testsuite name={_attribute(name)} {numbers}>\n{''.join(cases)}</testsuite>\n"


def _read(report: Report) -> str:
    judged = counted(report.templates, "template")
    return f'<testcase classname="keel" name="{judged} judged"/>\n'


def _trouble(error: str) -> str:
    message = _attribute(error)
    return f'<testcase classname="keel" name="read"><error message={message}/></testcase>\n'


def _case(verdict: Verdict, fail_on: Severity) -> str:
    where = place(verdict)
    name = _attribute(f"{verdict.rule}: {named(verdict)}")
    head = (
        f"<testcase classname={_attribute(verdict.rule)} name={name} file={_attribute(where.file)} "
    )
    return f'{head}line="{where.line}">{_outcome(verdict, fail_on)}</testcase>\n'


def _outcome(verdict: Verdict, fail_on: Severity) -> str:
    said = verdict.acknowledged
    if said is not None:
        by = f" (by {said.owner})" if said.owner else ""
        return f"<skipped message={_attribute(f'acknowledged: {said.reason}{by}')}/>"
    if verdict.is_known:
        return '<skipped message="in the baseline"/>'
    lines = (verdict.message, f"at {place(verdict)}", f"fix: {verdict.fix}")
    text = "\n".join(map(_text, lines))
    if verdict.severity is Severity.ERROR or fail_on is Severity.WARNING:
        message = _attribute(verdict.message)
        return f'<failure type="{verdict.severity}" message={message}>{text}</failure>'
    return f"<system-out>{text}</system-out>"


def _attribute(text: str) -> str:
    return quoteattr(_UNWRITABLE.sub("?", plain(text)))


def _text(text: str) -> str:
    return escape(_UNWRITABLE.sub("?", plain(text)))
