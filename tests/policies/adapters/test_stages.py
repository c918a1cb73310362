"""Findings in stages: CDK's command prints those of the stacks it was asked for only."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from aws_cdk import Acknowledgment, App, CfnResource, Stack, Stage, Validations

from policies.adapters.cdk import GuardedApp, KeelPolicies
from policies.gate.config import Config

ROOT = Path(__file__).parent.parent.parent.parent
# What the command sets when it prints the report itself.
COMMAND_REPORTS = {"@aws-cdk/core:failSynthOnValidationErrors": False}
TOO_LONG = Acknowledgment(id="keel::timeout-out-of-range", reason="moves to batch")


def guarded(folder: Path, **props: Any) -> GuardedApp:
    return GuardedApp(
        **{
            "outdir": str(folder),
            "builtin_cloud_formation_validation": False,
            "context": COMMAND_REPORTS,
            **props,
        }
    )


def faulty_stage(app: App, name: str) -> CfnResource:
    stack = Stack(Stage(app, name), "Service")
    return CfnResource(stack, "Report", type="AWS::Lambda::Function", properties={"Timeout": 901})


def at_top(folder: Path) -> list[tuple[str, str]]:
    """Severity and text of what stands at the stack Pipeline."""
    [own] = [
        each
        for each in json.loads((folder / "validation-report.json").read_text())["pluginReports"]
        if each["pluginName"] == "keel"
    ]
    return [
        (violation["severity"], violation["description"])
        for violation in own["violations"]
        for construct in violation["violatingConstructs"]
        if construct.get("constructPath") == "Pipeline"
    ]


def test_a_stack_beside_the_stages_tells_of_their_errors(tmp_path: Path) -> None:
    app = guarded(tmp_path)
    CfnResource(Stack(app, "Pipeline"), "Topic", type="AWS::SNS::Topic")
    for name in ("Beta", "Prod"):
        faulty_stage(app, name)
    app.synth()

    [(severity, text)] = at_top(tmp_path)
    assert severity == "fatal"
    assert text == "2 errors in stages: Beta/Service, Prod/Service; cdk synth '**' shows each"


def test_warnings_in_stages_are_told_as_a_warning(tmp_path: Path) -> None:
    app = guarded(tmp_path, keel=Config(levels={"timeout-out-of-range": "warning"}))
    CfnResource(Stack(app, "Pipeline"), "Topic", type="AWS::SNS::Topic")
    faulty_stage(app, "Beta")
    app.synth()

    assert at_top(tmp_path) == [
        ("warning", "1 warning in stages: Beta/Service; cdk synth '**' shows each"),
    ]


@pytest.mark.parametrize("above", ["app", "stage", "resource"])
def test_what_is_acknowledged_in_a_stage_is_not_told(tmp_path: Path, above: str) -> None:
    app = guarded(tmp_path)
    CfnResource(Stack(app, "Pipeline"), "Topic", type="AWS::SNS::Topic")
    resource = faulty_stage(app, "Beta")
    stage = app.node.find_child("Beta")
    scope = {"app": app, "stage": stage, "resource": resource}[above]
    Validations.of(scope).acknowledge(TOO_LONG)
    app.synth()

    assert at_top(tmp_path) == []


def test_where_no_stack_is_beside_the_stages_a_line_tells(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    app = guarded(tmp_path)
    faulty_stage(app, "Prod")
    app.synth()

    assert (
        "keel: 1 error in stages: Prod/Service; cdk synth '**' shows each\n"
        in capfd.readouterr().err
    )


def test_a_synth_that_prints_the_whole_report_itself_tells_each_finding_once(
    tmp_path: Path,
) -> None:
    app = guarded(tmp_path, context={})
    CfnResource(Stack(app, "Pipeline"), "Topic", type="AWS::SNS::Topic")
    faulty_stage(app, "Prod")

    with pytest.raises(RuntimeError, match="ValidationFailed"):
        app.synth()
    assert at_top(tmp_path) == []


def test_what_could_not_be_judged_fails_whichever_stacks_are_asked_for(tmp_path: Path) -> None:
    app = App(
        outdir=str(tmp_path), builtin_cloud_formation_validation=False, context=COMMAND_REPORTS
    )
    Validations.of(app).add_plugins(KeelPolicies(Config(baseline=tmp_path / "none.json")))
    CfnResource(Stack(Stage(app, "Prod"), "Service"), "Topic", type="AWS::SNS::Topic")
    app.synth()

    [own] = json.loads((tmp_path / "validation-report.json").read_text())["pluginReports"]
    [violation] = own["violations"]
    [construct] = violation["violatingConstructs"]
    assert own["conclusion"] == "failure"
    assert "none.json" in violation["description"]
    assert not construct.get("constructPath")


def test_the_real_command_fails_on_an_error_in_a_stage(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(
        "from aws_cdk import CfnResource, Stack, Stage\n"
        "from policies.adapters.cdk import GuardedApp\n"
        "app = GuardedApp(builtin_cloud_formation_validation=False)\n"
        "CfnResource(Stack(app, 'Pipeline'), 'Topic', type='AWS::SNS::Topic')\n"
        "CfnResource(Stack(Stage(app, 'Prod'), 'App'), 'Report', type='AWS::Lambda::Function',"
        " properties={'Timeout': 901})\n"
        "app.synth()\n"
    )
    done = subprocess.run(
        [ROOT / "node_modules/.bin/cdk", "synth", "--quiet", "--no-notices", "--app",
         f"{sys.executable} app.py"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip

    assert done.returncode == 1
    assert "1 error in stages: Prod/App; cdk synth '**' shows each" in done.stderr
