"""The native engine in place of CDK's built-in validation: the same findings, said once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import Acknowledgment, App, CfnResource, NestedStack, Stack, Validations

from policies.adapters import native
from policies.adapters.cdk import GuardedApp
from policies.adapters.native import NativeValidator

if TYPE_CHECKING:
    from pathlib import Path

    from constructs import Construct

NAME = "CloudFormation Validate"


def function(scope: Construct, construct_id: str = "Bill", **properties: Any) -> CfnResource:
    """A function that is complete but for what the test gives."""
    complete = {
        "Code": {"ZipFile": "def handler(event, context): ..."},
        "Handler": "index.handler",
        "Role": "arn:aws:iam::123456789012:role/bill",
        "Runtime": "python3.13",
    }
    return CfnResource(
        scope, construct_id, type="AWS::Lambda::Function", properties={**complete, **properties}
    )


def violations(folder: Path) -> set[tuple[str, str, str]]:
    """Rule, construct and text of what CDK's report tells under the engine's name."""
    report = json.loads((folder / "validation-report.json").read_text())
    return {
        (violation["ruleName"], construct["constructPath"], violation["description"])
        for plugin in report["pluginReports"]
        if (plugin.get("pluginName") or plugin["summary"]["pluginName"]) == NAME
        for violation in plugin["violations"]
        for construct in violation["violatingConstructs"]
    }


def faulty(app: App) -> None:
    stack = Stack(app, "App")
    function(stack, "Bill", Architectures=["sparc"], TracingConfig={"Mode": "On"})
    CfnResource(stack, "Queue", type="AWS::SQS::Queue", properties={"DelaySeconds": 9000})
    CfnResource(stack, "Topic", type="AWS::SNS::Topic", properties={"Colour": "red"})


def test_it_finds_what_the_built_in_engine_finds(tmp_path: Path) -> None:
    plain = App(outdir=str(tmp_path / "plain"))
    faulty(plain)
    plain.synth()
    own = App(outdir=str(tmp_path / "own"), builtin_cloud_formation_validation=False)
    Validations.of(own).add_plugins(NativeValidator())
    faulty(own)
    own.synth()

    found = violations(tmp_path / "own")
    assert found == violations(tmp_path / "plain")
    assert {construct for _, construct, _ in found} >= {"App/Queue", "App/Topic"}


def test_it_looks_into_nested_stacks(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path), builtin_cloud_formation_validation=False)
    Validations.of(app).add_plugins(NativeValidator())
    nested = NestedStack(NestedStack(Stack(app, "App"), "Outer"), "Inner")
    CfnResource(nested, "Queue", type="AWS::SQS::Queue", properties={"DelaySeconds": 9000})
    app.synth()

    assert "App/Outer/Inner/Queue" in {construct for _, construct, _ in violations(tmp_path)}


def test_what_keel_says_it_does_not_repeat(tmp_path: Path) -> None:
    app = GuardedApp(outdir=str(tmp_path))
    stack = Stack(app, "App")
    function(stack, Timeout=901)
    CfnResource(stack, "Queue", type="AWS::SQS::Queue", properties={"DelaySeconds": 9000})
    with pytest.raises(RuntimeError, match="ValidationFailed"):
        app.synth()

    assert {construct for _, construct, _ in violations(tmp_path)} == {"App/Queue"}


def test_its_findings_are_acknowledged_as_the_built_in_ones_are(tmp_path: Path) -> None:
    app = GuardedApp(outdir=str(tmp_path))
    queue = CfnResource(
        Stack(app, "App"), "Queue", type="AWS::SQS::Queue", properties={"DelaySeconds": 9000}
    )
    Validations.of(queue).acknowledge(
        Acknowledgment(id="CloudFormation-Validate::F3034", reason="a test")
    )
    app.synth()

    assert violations(tmp_path) == set()


def test_without_the_extra_the_built_in_validation_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(native, "is_available", lambda: False)
    app = GuardedApp(outdir=str(tmp_path))
    faulty(app)
    with pytest.raises(RuntimeError, match="ValidationFailed"):
        app.synth()

    assert {construct for _, construct, _ in violations(tmp_path)} >= {"App/Queue", "App/Topic"}


def test_an_engine_that_fails_at_a_template_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError("out of memory")

    monkeypatch.setattr("policies.adapters.native.configuration", broken)
    app = App(outdir=str(tmp_path), builtin_cloud_formation_validation=False)
    Validations.of(app).add_plugins(NativeValidator())
    function(Stack(app, "App"))
    app.synth()

    assert {text for _, _, text in violations(tmp_path)} == {
        "internal error: OSError: out of memory; please report"
    }


def test_an_engine_that_does_not_start_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise OSError("not for this machine")

    monkeypatch.setattr("cloudformation_validate.CompositeEngine", broken)
    app = GuardedApp(outdir=str(tmp_path))
    function(Stack(app, "App"))

    with pytest.raises(RuntimeError, match="cloudformation-validate does not start: not for this"):
        app.synth()
