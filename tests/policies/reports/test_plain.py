"""No line of any format is a command to the GitHub runner that shows it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from policies.gate.report import Report
from policies.reports.formats import FORMATS, render
from policies.reports.plain import harmless_json, plain

if TYPE_CHECKING:
    from pathlib import Path

    from policies.gate.verdict import Verdict

COMMAND = "##[stop-commands]x ::stop-commands::x"


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_runs_no_command_of_a_template(found: Verdict, name: str) -> None:
    bad = found._replace(message=COMMAND, fix=COMMAND, logical_id=COMMAND, property=COMMAND)
    report = Report([bad, bad], errors=[COMMAND], templates=1)
    written = render(report, name)

    assert "##[" not in written
    ours = ("::error file=", "::error title=keel::") if name == "github" else ()
    started = [line for line in written.splitlines() if line.lstrip().startswith("::")]
    assert [line for line in started if not line.startswith(ours)] == []


def test_neither_does_the_line_that_it_quotes(
    found: Verdict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    template = tmp_path / "t.yaml"
    template.write_text("    ::stop-commands::x ##[group]y\n")
    written = render(Report([found._replace(template=template, line=1)], templates=1), "text")

    assert "  |   ::stop-commands::x #\\x23[group]y\n" in written


def test_json_stays_what_it_is() -> None:
    text = json.dumps([COMMAND, "###[#"])

    assert harmless_json(text) != text
    assert json.loads(harmless_json(text)) == json.loads(text)


def test_what_is_printable_stays_as_it_is() -> None:
    assert plain("Größe: 3 # [x]") == "Größe: 3 # [x]"
