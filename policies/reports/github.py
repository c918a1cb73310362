"""The report as workflow commands: annotations at the lines of a pull request on GitHub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.reports.place import named, place
from policies.reports.plain import plain

if TYPE_CHECKING:
    from policies.gate.acknowledgement import Acknowledgement
    from policies.gate.report import Report
    from policies.gate.verdict import Verdict


def render(report: Report) -> str:
    """One command a finding; nothing when there is none.

    See: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    lines = [*map(_annotation, report.open), *map(_expired, report.expired)]
    lines += [f"::error title=keel::{_data(plain(error))}" for error in report.errors]
    return "".join(f"{line}\n" for line in lines)


def _annotation(verdict: Verdict) -> str:
    where = place(verdict)
    title = _property(plain(f"keel {verdict.rule}"))
    text = f"{plain(verdict.message)} ({plain(named(verdict))})\nfix: {plain(verdict.fix)}"
    file = _property(plain(where.file))
    return f"::{verdict.severity} file={file},line={where.line},title={title}::{_data(text)}"


def _expired(said: Acknowledgement) -> str:
    file, _, line = said.written.rpartition(":")
    where = f"file={_property(plain(file))},line={line}," if line.isdecimal() else ""
    text = f"acknowledgement of {said.rule} expired on {said.expires}: {said.reason}"
    return f"::warning {where}title=keel::{_data(plain(text))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
