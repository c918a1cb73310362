"""The fixture as a test of somebody else uses it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import Annotations, App, CfnResource, Stack
from aws_cdk.assertions import Template

from policies.adapters.cdk import GuardedApp
from policies.gate.config import Config

if TYPE_CHECKING:
    from pathlib import Path

    from policies.adapters.pytest import KeelCheck

UNSAFE = {"Bill": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 901}}}
SAFE = {"Bill": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 60}}}


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_safe_template_passes_and_its_report_can_be_asked(keel_check: KeelCheck) -> None:
    assert keel_check({"Resources": SAFE}).templates == 1


def test_an_unsafe_one_fails_with_what_is_wrong_and_how_to_mend_it(keel_check: KeelCheck) -> None:
    with pytest.raises(pytest.fail.Exception) as failure:
        keel_check({"Resources": UNSAFE})

    told = str(failure.value)
    assert told.startswith("error: timeout must be 1 to 900 s, got 901 s  [timeout-out-of-range]")
    assert "  fix  set Timeout to 900 s or less" in told
    assert told.endswith("1 error in 1 template")


def test_a_file_can_be_named(keel_check: KeelCheck, tmp_path: Path) -> None:
    (tmp_path / "bill.json").write_text(json.dumps({"Resources": UNSAFE}))

    with pytest.raises(pytest.fail.Exception, match=r"bill\.json:1"):
        keel_check(tmp_path / "bill.json")
    with pytest.raises(pytest.fail.Exception, match="no such file"):
        keel_check("nowhere.json")


def test_the_configuration_of_the_project_holds(keel_check: KeelCheck, tmp_path: Path) -> None:
    (tmp_path / "keel.toml").write_text('[keel.rules]\ntimeout-out-of-range = "off"\n')

    keel_check({"Resources": UNSAFE})


def test_the_strict_profile_can_be_asked_for(keel_check: KeelCheck) -> None:
    report = keel_check({"Resources": SAFE}, profile="strict")

    assert {verdict.effect.value for verdict in report.verdicts} <= {"advice"}


def test_what_it_cannot_judge_it_says(keel_check: KeelCheck) -> None:
    with pytest.raises(TypeError, match="takes a stack, app, template or path, got int"):
        keel_check(3)


def test_a_stack_an_app_and_an_assertions_template(keel_check: KeelCheck) -> None:
    def stacks(*timeouts: int) -> list[Stack]:
        app = App(builtin_cloud_formation_validation=False)
        made = [Stack(app, f"App{number}") for number in range(len(timeouts))]
        for stack, timeout in zip(made, timeouts, strict=True):
            properties = {"Timeout": timeout}
            CfnResource(stack, "Bill", type="AWS::Lambda::Function", properties=properties)
        return made

    safe, unsafe = stacks(60, 901)
    keel_check(safe)
    for subject in (unsafe, unsafe.node.root, Template.from_stack(unsafe)):
        with pytest.raises(pytest.fail.Exception, match="timeout must be 1 to 900 s"):
            keel_check(subject)


def guarded(folder: Path, timeout: int, **props: Any) -> Stack:
    app = GuardedApp(outdir=str(folder), builtin_cloud_formation_validation=False, **props)
    stack = Stack(app, "App")
    CfnResource(stack, "Bill", type="AWS::Lambda::Function", properties={"Timeout": timeout})
    return stack


def test_an_app_that_refuses_its_own_synth_fails_with_the_report(
    keel_check: KeelCheck, tmp_path: Path
) -> None:
    with pytest.raises(pytest.fail.Exception, match="set Timeout to 900 s or less"):
        keel_check(guarded(tmp_path / "out", 901))


def test_what_keel_does_not_refuse_and_the_synth_does_is_no_pass(
    keel_check: KeelCheck, tmp_path: Path
) -> None:
    lenient = Config(levels={"timeout-out-of-range": "off"})

    with pytest.raises(RuntimeError, match="ValidationFailed"):
        keel_check(guarded(tmp_path / "out", 901), config=lenient)


def test_a_stage_that_cannot_be_synthesized_fails_as_it_does_without_keel(
    keel_check: KeelCheck, tmp_path: Path
) -> None:
    stack = guarded(tmp_path / "out", 60)
    Annotations.of(stack).add_error("not today")
    CfnResource(stack, "Copy", type="AWS::Lambda::Function").override_logical_id("Bill")

    with pytest.raises(RuntimeError, match="Bill"):
        keel_check(stack)


def users_pytest(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """pytest as it runs in a project that has Keel installed and configures nothing."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    environment = {key: value for key, value in os.environ.items() if "PYTEST" not in key}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_a_project_gets_the_fixture_without_a_line_of_configuration(tmp_path: Path) -> None:
    (tmp_path / "test_bill.py").write_text(
        "def test_bill(keel_check):\n"
        "    keel_check({'Resources': {'Bill': {'Type': 'AWS::Lambda::Function',\n"
        "        'Properties': {'Timeout': 901}}}})\n"
    )
    ran = users_pytest(tmp_path)

    assert ran.returncode == 1
    assert "set Timeout to 900 s or less" in ran.stdout
    assert "1 failed" in ran.stdout


def test_a_start_of_pytest_does_not_pay_for_the_gate(tmp_path: Path) -> None:
    (tmp_path / "test_own.py").write_text(
        "import sys\n"
        "def test_own():\n"
        "    own = {name for name in sys.modules if name.partition('.')[0] == 'policies'}\n"
        "    assert own == {'policies', 'policies.adapters', 'policies.adapters.pytest'}\n"
        "    assert not {'aws_cdk', 'jsii', 'yaml'} & sys.modules.keys()\n"
    )
    ran = users_pytest(tmp_path)

    assert "1 passed" in ran.stdout, ran.stdout
