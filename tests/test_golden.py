"""The golden fixture itself, in a pytest of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ASSET = "0123456789abcdef" * 4
SCENE = """
import json, pathlib

def test_scene(golden_template):
    golden_template("scene.json", json.loads(pathlib.Path("template.json").read_text()))

def test_without_snapshot():
    pass
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with this fixture, one test that uses it and one that does not."""
    tests = tmp_path / "tests"
    tests.mkdir()
    shutil.copy(Path(__file__).with_name("conftest.py"), tests)
    (tests / "test_scene.py").write_text(SCENE)
    synthesize(tmp_path, {"Queue": {"Type": "AWS::SQS::Queue"}})
    return tmp_path


def synthesize(project: Path, resources: object) -> None:
    template = {"Resources": resources, "Parameters": {"BootstrapVersion": {"Type": "String"}}}
    (project / "template.json").write_text(json.dumps(template))


def pytest_in(project: Path, *options: str, ci: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", *options]
    return subprocess.run(
        command,
        cwd=project,
        env={**os.environ, "CI": ci, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_scene_without_snapshot_fails(project: Path) -> None:
    run = pytest_in(project)

    assert run.returncode == 1
    assert "if the change is meant: make accept" in run.stdout
    assert not (project / "snapshots").exists()


def test_an_accepted_scene_passes(project: Path) -> None:
    assert pytest_in(project, "--accept").returncode == 0

    assert json.loads((project / "snapshots/scene.json").read_text()) == {
        "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}
    }
    assert pytest_in(project).returncode == 0


def test_a_change_fails_with_its_diff_and_the_snapshot_stays(project: Path) -> None:
    pytest_in(project, "--accept")
    before = (project / "snapshots/scene.json").read_text()
    synthesize(project, {"Queue": {"Type": "AWS::SNS::Topic"}})

    run = pytest_in(project)

    assert run.returncode == 1
    assert '-      "Type": "AWS::SQS::Queue"' in run.stdout
    assert '+      "Type": "AWS::SNS::Topic"' in run.stdout
    assert (project / "snapshots/scene.json").read_text() == before


def test_digests_are_no_change(project: Path) -> None:
    def published(asset: str, version: str) -> dict[str, object]:
        return {f"FunctionCurrentVersion0123ABCD{version}": {"S3Key": f"{asset}.zip"}}

    synthesize(project, published(ASSET, ASSET[:32]))
    pytest_in(project, "--accept")
    synthesize(project, published(ASSET[::-1], ASSET[32::-1][:32]))

    assert pytest_in(project).returncode == 0
    assert ASSET not in (project / "snapshots/scene.json").read_text()


def test_nothing_is_accepted_in_ci(project: Path) -> None:
    run = pytest_in(project, "--accept", ci="true")

    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert "--accept does not run in CI" in run.stderr
    assert not (project / "snapshots").exists()


def test_the_marker_selects_the_golden_tests(project: Path) -> None:
    assert "1 passed, 1 deselected" in pytest_in(project, "--accept", "-m", "golden").stdout
