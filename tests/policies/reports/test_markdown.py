from __future__ import annotations

from typing import TYPE_CHECKING

from policies.gate.acknowledgement import Acknowledgement
from policies.gate.report import Report
from policies.reports import markdown

if TYPE_CHECKING:
    from policies.gate.verdict import Verdict

SAID = Acknowledgement("timeout-out-of-range", "moves to batch", "App/Report", "keel.toml:3")


def test_a_clean_report_is_one_line() -> None:
    assert markdown.render(Report(templates=3)) == "### Keel: no findings in 3 templates\n"


def test_nothing_read_is_said() -> None:
    assert markdown.render(Report()) == "### Keel: nothing was judged\n"


def test_a_finding_is_a_row(found: Verdict) -> None:
    assert markdown.render(Report([found], templates=1)) == (
        "### Keel: 1 error in 1 template\n"
        "\n"
        "|  | finding | where | fix |\n"
        "| --- | --- | --- | --- |\n"
        "| error | timeout must be 1 to 900 s, got 901 s<br>`timeout-out-of-range` "
        "| `cdk.out/App.template.json:6`<br>`Report.Timeout` | set Timeout to 900 s or less |\n"
    )


def test_what_was_accepted_is_folded_away_with_who_why_and_until_when(full_report: Report) -> None:
    text = markdown.render(full_report)

    assert "<details><summary>1 acknowledged</summary>" in text
    assert "| `Report.Timeout` | moves to batch | billing | 2027\\-01\\-31 |" in text
    assert "<details><summary>1 expired acknowledgement</summary>" in text
    assert "<details><summary>1 unused acknowledgement</summary>" in text
    assert "### Keel: 1 error, 2 warnings in 2 templates, 1 in the baseline" in text
    assert "Not read or judged:\n\n- cut.json" in text


def test_a_comment_stays_below_what_github_takes(found: Verdict) -> None:
    wordy = found._replace(message="m" * 300, fix="f" * 300, acknowledged=SAID)
    report = Report(
        [*[wordy._replace(acknowledged=None)] * 50, *[wordy] * 400],
        errors=["e" * 500] * 100,
        templates=1,
        expired=[SAID] * 400,
        unused=[SAID] * 400,
    )
    text = markdown.render(report)

    assert len(text) < 65_536
    assert text.count("| error |") == 50
    assert "<summary>400 unused acknowledgements</summary>" in text
    assert "\n81 more are not shown here.\n" in text  # of the errors


def test_what_does_not_fit_is_counted(found: Verdict) -> None:
    text = markdown.render(Report([found] * 1000, templates=1))
    shown = text.count("| error |")

    assert 300 < shown < 1000
    assert text.endswith(f"\n{1000 - shown} more are not shown here.\n")


def test_no_name_is_read_as_markup(hostile_report: Report) -> None:
    text = markdown.render(hostile_report)

    # Every second part stands between the marks of a code span.
    prose = "".join(text.replace("\\`", "").split("`")[::2]).replace("\\<", "")

    assert "<script>" not in prose
    assert "\x1b" not in text
    assert all(line.count(" | ") == 3 for line in text.splitlines() if line.startswith("| error"))
