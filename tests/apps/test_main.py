import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from aws_cdk import App, Stack
from aws_cdk.assertions import Template

from apps.__main__ import build
from apps.sensors.detector import detector
from apps.sensors.stack import SensorsStack
from policies.adapters.cdk import GuardedApp

ROOT = Path(__file__).parents[2]


def names(app: App) -> list[str]:
    return [child.node.id for child in app.node.children if isinstance(child, Stack)]


def test_every_app_is_built(app: App) -> None:
    build(app)

    assert names(app) == ["Sensors", "Orders", "Payments"]


def test_the_context_picks_one() -> None:
    app = App(context={"app": "orders"})
    build(app)

    assert names(app) == ["Orders"]


def test_an_app_that_does_not_exist_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"^context app must be one of sensors, orders, payments, got shop$"
    ):
        build(App(context={"app": "shop"}))


def test_keel_has_nothing_to_say_of_any(tmp_path: Path) -> None:
    app = GuardedApp(builtin_cloud_formation_validation=False, outdir=str(tmp_path))
    build(app)
    app.synth()  # raises where there is an error

    report = json.loads((tmp_path / "validation-report.json").read_text())
    assert report["pluginReports"] == []


def run_apps(outdir: Path, context: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs what cdk.json names, as the CDK CLI does, but without CDK's own validation."""
    environment = {
        "CDK_OUTDIR": str(outdir),
        "CDK_CONTEXT_JSON": json.dumps(context),
        "CDK_VALIDATION": "false",
    }
    return subprocess.run(
        [sys.executable, *json.loads((ROOT / "cdk.json").read_text())["app"].split()[1:]],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_cdk_json_names_synthesizes(tmp_path: Path) -> None:
    run = run_apps(tmp_path, {"app": "sensors"})

    assert run.returncode == 0, run.stderr
    assert [path.name for path in tmp_path.glob("*.template.json")] == ["Sensors.template.json"]


def test_a_wrong_context_is_one_line_and_no_assembly(tmp_path: Path) -> None:
    run = run_apps(tmp_path, {"app": "shop"})

    assert run.returncode == 1
    assert (
        "context app must be one of sensors, orders, payments, got shop" in run.stderr.splitlines()
    )
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_compiled_python_is_not_part_of_a_bundle() -> None:
    def version() -> str:
        stack = SensorsStack(App(builtin_cloud_formation_validation=False), "Sensors")
        [logical_id] = Template.from_stack(stack).find_resources("AWS::Lambda::Version")
        return logical_id

    compiled = Path(detector.__file__).parent / "__pycache__" / "left_by_a_test.pyc"
    before = version()
    compiled.parent.mkdir(exist_ok=True)
    compiled.write_bytes(b"bytecode")
    try:
        assert version() == before
    finally:
        compiled.unlink()
