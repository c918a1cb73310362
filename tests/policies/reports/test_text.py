from __future__ import annotations

from pathlib import Path

from policies.engine import Effect, Severity
from policies.gate.acknowledgement import Acknowledgement
from policies.gate.identity import Identity
from policies.gate.report import Report
from policies.gate.verdict import Verdict
from policies.reports import text

FOUND = Verdict(
    rule="timeout-out-of-range",
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    message="timeout must be 1 to 900 s, got 901 s",
    fix="set Timeout to 900 s or less",
    template=Path("cdk.out/App.template.json"),
    line=6,
    logical_id="Report",
    resource_type="AWS::Lambda::Function",
    property="Timeout",
    construct_path="App/Report/Resource",
    identity=Identity("timeout-out-of-range", "App/Report/Resource", "Timeout"),
)


def test_a_finding_is_a_block_that_ends_in_what_to_type() -> None:
    assert text.render(Report([FOUND], templates=3)) == (
        "error: timeout must be 1 to 900 s, got 901 s  [timeout-out-of-range]\n"
        "  at   cdk.out/App.template.json:6  Report.Timeout\n"
        "  in   App/Report/Resource\n"
        "  fix  set Timeout to 900 s or less\n"
        "  why  keel explain timeout-out-of-range\n"
        "\n"
        "1 error in 3 templates\n"
    )


def test_what_was_acknowledged_is_said_in_a_line_with_its_reason() -> None:
    accepted = FOUND._replace(
        acknowledged=Acknowledgement("timeout-out-of-range", "moves to\nbatch", "App/Report")
    )

    assert text.render(Report([accepted], templates=1)) == (
        "acknowledged: cdk.out/App.template.json:6  Report.Timeout  [timeout-out-of-range]  "
        "moves to\\nbatch\n"
        "no findings in 1 template, 1 acknowledged\n"
    )


def test_errors_and_warnings_are_counted_apart() -> None:
    warning = FOUND._replace(severity=Severity.WARNING)
    report = Report([FOUND, warning, warning], templates=1)

    assert text.render(report).endswith("\n1 error, 2 warnings in 1 template\n")


def test_a_long_report_ends_in_how_often_each_rule_found_something() -> None:
    other = FOUND._replace(rule="memory-out-of-range")
    report = Report([other] * 2 + [FOUND] * 19, templates=1)

    assert text.render(report).endswith(
        "\n"
        "by rule:\n"
        "    19  timeout-out-of-range\n"
        "     2  memory-out-of-range\n"
        "\n"
        "21 errors in 1 template\n"
    )
    assert "by rule:" not in text.render(Report([FOUND] * 20, templates=1))


def test_nothing_read_is_said() -> None:
    assert text.render(Report()) == "nothing was judged\n"


def test_functions_that_sam_has_not_expanded_are_counted() -> None:
    assert text.render(Report(templates=1, unexpanded=2)) == (
        "not judged: 2 AWS::Serverless::Function resources; "
        "pip install 'lambda-keel[sam]'\n"
        "no findings in 1 template\n"
    )
