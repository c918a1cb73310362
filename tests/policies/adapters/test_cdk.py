"""Keel at synth: what CDK's own validation makes of what Keel says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import (
    Acknowledgment,
    App,
    CfnParameter,
    CfnResource,
    Environment,
    NestedStack,
    Stack,
    Stage,
    Validations,
)

from policies.adapters.cdk import GuardedApp, KeelPolicies
from policies.gate.acknowledgement import Acknowledgement
from policies.gate.check import check
from policies.gate.config import Config
from policies.rules import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from constructs import Construct

    from policies.engine import Finding

ROOT = Path(__file__).parent.parent.parent.parent
IRELAND = Environment(account="123456789012", region="eu-west-1")
TOO_LONG = "keel::timeout-out-of-range"


def guarded(folder: Path, **props: Any) -> GuardedApp:
    """An app judged by Keel alone: CDK's own validator takes seconds."""
    return GuardedApp(outdir=str(folder), builtin_cloud_formation_validation=False, **props)


def function(scope: Construct, construct_id: str = "Report", **properties: Any) -> CfnResource:
    return CfnResource(
        scope, construct_id, type="AWS::Lambda::Function", properties=properties or {"Timeout": 901}
    )


def report(folder: Path) -> dict[str, Any]:
    """What CDK reports of Keel; it leaves out plugins that found nothing."""
    reports = json.loads((folder / "validation-report.json").read_text())["pluginReports"]
    own = [each for each in reports if each["pluginName"] == "keel"]
    return dict(own[0]) if own else {"violations": []}


def test_an_error_fails_synth_with_rule_construct_and_fix(tmp_path: Path) -> None:
    app = guarded(tmp_path)
    function(Stack(app, "App"))

    with pytest.raises(RuntimeError, match="ValidationFailed"):
        app.synth()
    [violation] = report(tmp_path)["violations"]
    [construct] = violation["violatingConstructs"]
    assert violation["ruleName"] == "timeout-out-of-range"
    assert violation["description"] == "timeout must be 1 to 900 s, got 901 s"
    assert violation["suggestedFix"] == "set Timeout to 900 s or less"
    assert violation["severity"] == "error"
    assert construct["constructPath"] == "App/Report"
    assert construct["cloudFormationResource"] == {
        "templatePath": "App.template.json",
        "logicalId": "Report",
        "propertyPaths": ["Properties.Timeout"],
    }


def test_an_acknowledged_error_passes_and_the_report_says_why(tmp_path: Path) -> None:
    app = guarded(tmp_path)
    accepted = function(Stack(app, "App"))
    Validations.of(accepted).acknowledge(Acknowledgment(id=TOO_LONG, reason="moves to batch"))
    app.synth()

    [suppressed] = report(tmp_path)["suppressedViolations"]
    assert suppressed["acknowledgedId"] == TOO_LONG
    assert suppressed["reason"] == "moves to batch"
    [seen] = check([tmp_path]).verdicts
    assert seen.acknowledged == Acknowledgement(
        "timeout-out-of-range", "moves to batch", "App/Report"
    )


def test_what_the_whole_app_acknowledges_the_command_honours_too(tmp_path: Path) -> None:
    app = guarded(tmp_path)
    function(Stack(app, "App"))
    Validations.of(app).acknowledge(Acknowledgment(id=TOO_LONG, reason="all of them"))
    app.synth()

    [seen] = check([tmp_path]).verdicts
    assert seen.acknowledged is not None
    assert seen.acknowledged.reason == "all of them"


def synthesized(folder: Path, *, acknowledged: bool) -> GuardedApp:
    app = guarded(folder)
    unsafe = function(Stack(app, "App"))
    if acknowledged:
        Validations.of(unsafe).acknowledge(Acknowledgment(id=TOO_LONG, reason="for now"))
    return app


def test_an_acknowledgement_that_is_taken_back_no_longer_passes(tmp_path: Path) -> None:
    synthesized(tmp_path, acknowledged=True).synth()

    for _ in range(2):
        with pytest.raises(RuntimeError, match="ValidationFailed"):
            synthesized(tmp_path, acknowledged=False).synth()
        assert check([tmp_path]).exit_code == 1


def test_the_report_of_another_synth_says_nothing_to_the_command(tmp_path: Path) -> None:
    app = guarded(tmp_path)
    function(Stack(app, "App"))
    Validations.of(app).acknowledge(Acknowledgment(id=TOO_LONG, reason="all of them"))
    app.synth()
    assert check([tmp_path]).exit_code == 0

    plain = App(outdir=str(tmp_path), builtin_cloud_formation_validation=False)
    function(Stack(plain, "App"))
    plain.synth()
    assert check([tmp_path]).exit_code == 1


def test_a_manifest_of_something_else_beside_the_assembly_is_not_taken_for_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    app = guarded(tmp_path / "cdk.out")
    function(Stack(Stage(app, "Prod"), "App"), Timeout=900)
    app.synth()

    assert report(tmp_path / "cdk.out")["violations"] == []


def test_a_mistake_in_the_configuration_ends_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "keel.toml").write_text("[kel]")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SystemExit, match=r"^keel: .*unknown table 'kel'; did you mean 'keel'\?$"):
        guarded(tmp_path)


def test_nested_stacks_with_one_content_are_judged_with_their_own_parameters(
    tmp_path: Path,
) -> None:
    app = App(outdir=str(tmp_path), builtin_cloud_formation_validation=False)
    stack = Stack(app, "App")
    for name, seconds in {"Short": "10", "Long": "1200"}.items():
        nested = NestedStack(stack, name, parameters={"Seconds": seconds})
        parameter = CfnParameter(nested, "Seconds", type="Number")
        function(nested, Timeout=parameter.value_as_number)
    app.synth()

    [found] = check([tmp_path]).verdicts
    assert found.message == "timeout must be 1 to 900 s, got 1200 s"
    assert found.construct_path == "App/Long/Report"


@pytest.mark.parametrize("strength", ["strong", "weak"])
def test_a_function_behind_a_reference_to_another_stack_is_found(
    tmp_path: Path, strength: str
) -> None:
    app = App(
        outdir=str(tmp_path),
        builtin_cloud_formation_validation=False,
        context={"@aws-cdk/core:defaultCrossStackReferences": strength},
    )
    producer = Stack(app, "Producer", env=IRELAND)
    slow = function(producer, Timeout=60)
    consumer = Stack(app, "Consumer", env=IRELAND)
    queue = CfnResource(consumer, "Readings", type="AWS::SQS::Queue")
    CfnResource(
        consumer,
        "Mapping",
        type="AWS::Lambda::EventSourceMapping",
        properties={"EventSourceArn": queue.get_att("Arn"), "FunctionName": slow.ref},
    )
    app.synth()

    [found] = check([tmp_path]).verdicts
    assert found.rule == "queue-visibility-below-timeout"


def test_a_warning_is_reported_and_does_not_fail(tmp_path: Path) -> None:
    app = guarded(tmp_path, keel=Config(levels={"timeout-out-of-range": "warning"}))
    function(Stack(app, "App"))
    app.synth()

    [violation] = report(tmp_path)["violations"]
    assert violation["severity"] == "warning"


def test_a_clean_app_is_synthesized_in_silence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    app = guarded(tmp_path)
    function(Stack(app, "App"), Timeout=900)
    app.synth()

    assert "keel" not in "".join(capfd.readouterr())


def test_nested_stacks_and_stages_are_judged(tmp_path: Path) -> None:
    app = guarded(tmp_path)
    function(NestedStack(Stack(app, "App"), "Nested"))
    function(Stack(Stage(app, "Prod"), "App"))

    with pytest.raises(RuntimeError, match="ValidationFailed"):
        app.synth()
    paths = {
        construct["constructPath"]
        for violation in report(tmp_path)["violations"]
        for construct in violation["violatingConstructs"]
    }
    assert paths == {"App/Nested/Report", "Prod/App/Report"}


def test_reservations_are_added_up_over_stages_of_one_account_and_region(tmp_path: Path) -> None:
    app = guarded(tmp_path)
    for name in ("Beta", "Prod"):
        stack = Stack(Stage(app, name, env=IRELAND), "App")
        function(stack, ReservedConcurrentExecutions=500)

    with pytest.raises(RuntimeError, match="ValidationFailed"):
        app.synth()
    [violation] = report(tmp_path)["violations"]
    assert violation["description"] == (
        "unreserved concurrency must be at least 100 of 1000, got 0: 2 functions reserve 1000 "
        "in 123456789012/eu-west-1"
    )


def test_any_app_can_register_the_plugin(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path), builtin_cloud_formation_validation=False)
    Validations.of(app).add_plugins(KeelPolicies())
    function(Stack(app, "App"))

    with pytest.raises(RuntimeError, match="ValidationFailed"):
        app.synth()


def test_a_stage_that_registers_the_plugin_is_judged_alone(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path), builtin_cloud_formation_validation=False)
    prod = Stage(app, "Prod")
    Validations.of(prod).add_plugins(KeelPolicies())
    function(Stack(app, "Sandbox"))
    function(Stack(prod, "App"), Timeout=900)
    app.synth()

    assert report(tmp_path)["violations"] == []


def test_the_plugin_tells_every_rule_that_can_be_acknowledged() -> None:
    plugin = KeelPolicies()

    assert plugin.name == "keel"
    assert "timeout-out-of-range" in plugin.rule_ids
    assert plugin.version


def test_a_rule_that_crashes_fails_synth_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_: object) -> Iterator[Finding]:
        raise LookupError("broken")

    rules = [rule._replace(check=crash) for rule in catalogue().values()]
    monkeypatch.setattr("policies.gate.check.rules_for", lambda *_: rules)
    app = guarded(tmp_path)
    function(Stack(app, "App"), Timeout=900)

    with pytest.raises(RuntimeError, match="internal error in rule timeout-out-of-range"):
        app.synth()


def test_a_validator_that_fails_is_told_where_the_command_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise LookupError("broken")

    monkeypatch.setattr("policies.adapters.cdk.check", crash)
    app = guarded(tmp_path, context={"@aws-cdk/core:failSynthOnValidationErrors": False})
    function(Stack(app, "App"))
    app.synth()

    [violation] = report(tmp_path)["violations"]
    assert report(tmp_path)["conclusion"] == "failure"
    assert violation["severity"] == "fatal"
    assert violation["description"] == "internal error: LookupError: broken; please report"
    assert not violation["violatingConstructs"][0].get("constructPath")


def test_the_real_command_fails_on_an_unsafe_app_and_names_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(
        "from aws_cdk import CfnResource, Stack\n"
        "from policies.adapters.cdk import GuardedApp\n"
        "app = GuardedApp(builtin_cloud_formation_validation=False)\n"
        "CfnResource(Stack(app, 'App'), 'Report', type='AWS::Lambda::Function',"
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
    for said in (
        "timeout must be 1 to 900 s, got 901 s",
        "App/Report",
        "set Timeout to 900 s or less",
        "keel::timeout-out-of-range",
    ):
        assert said in done.stderr
