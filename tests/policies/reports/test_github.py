from __future__ import annotations

from typing import TYPE_CHECKING

from policies.gate.report import Report
from policies.reports import github

if TYPE_CHECKING:
    from policies.gate.verdict import Verdict


def test_a_finding_is_an_annotation_at_its_line(found: Verdict) -> None:
    assert github.render(Report([found], templates=1)) == (
        "::error file=cdk.out/App.template.json,line=6,title=keel timeout-out-of-range::"
        "timeout must be 1 to 900 s, got 901 s (Report.Timeout)%0A"
        "fix: set Timeout to 900 s or less\n"
    )


def test_it_stands_at_the_code_where_that_is_known(full_report: Report) -> None:
    first, *_ = github.render(full_report).splitlines()

    assert first.startswith("::error file=/app/stack.py,line=12,")


def test_what_is_accepted_or_known_is_no_annotation(full_report: Report) -> None:
    kinds = [line.split(" ")[0] for line in github.render(full_report).splitlines()]

    assert kinds == ["::error", "::warning", "::warning", "::error"]


def test_an_expired_acknowledgement_is_one_where_it_is_written(full_report: Report) -> None:
    [expired] = [line for line in github.render(full_report).splitlines() if "expired" in line]

    assert expired == (
        "::warning file=keel.toml,line=3,title=keel::acknowledgement of timeout-out-of-range "
        "expired on 2026-01-31: moves to batch"
    )


def test_nothing_is_said_when_nothing_is_wrong() -> None:
    assert github.render(Report(templates=1)) == ""


def test_no_name_can_write_a_command_of_its_own(hostile_report: Report) -> None:
    lines = github.render(hostile_report).splitlines()

    assert len(lines) == 3
    assert all(line.count("\x1b") == 0 for line in lines)
    assert [line.split("::")[1].split(" ")[0] for line in lines] == ["error", "warning", "error"]
