"""The reusable workflow: its shell steps run as a runner runs them, in a repository of their own.

What no test runs here: the actions themselves, and the upload to code scanning.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

WORKFLOW = Path(__file__).parent.parent.parent / ".github" / "workflows" / "keel.yml"
# YAML 1.1 reads the key `on` as true.
PARSED = yaml.safe_load(WORKFLOW.read_text("utf-8"))
INPUTS: dict[str, Any] = PARSED[True]["workflow_call"]["inputs"]
JOB: dict[str, Any] = PARSED["jobs"]["keel"]
STEPS = {step["name"]: step for step in JOB["steps"] if "name" in step}
_INPUT = re.compile(r"\$\{\{ inputs\.([a-z-]+) \}\}")


class Runner:
    """What a runner gives a step: its variables, its folder, files to write to."""

    def __init__(self, repository: Path, folder: Path) -> None:
        self.repository = repository
        self.summary = folder / "summary.md"
        self.temp = folder / "temp"
        self.bin = self.temp / "keel" / "bin"
        self.bin.mkdir(parents=True)

    def step(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run a step with these inputs, each other one as it is by default."""
        assert inputs.keys() <= {each.replace("-", "_") for each in INPUTS}
        given = {key: inputs.get(key.replace("-", "_"), INPUTS[key]["default"]) for key in INPUTS}
        own = {
            key: _INPUT.sub(lambda match: str(given[match[1]]), str(value))
            for key, value in {**JOB["env"], **STEPS[name]["env"]}.items()
        }
        environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.temp),
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.repository),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "RUNNER_TEMP": str(self.temp),
            "PIP_NO_INDEX": "1",
            **own,
        }
        assert STEPS[name]["shell"] == "bash"
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]],  # noqa: S607
            cwd=self.repository,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def runner(repository: Path, tmp_path: Path) -> Runner:
    made = Runner(repository, tmp_path)
    # The command as it is installed here, where the step that installs it would put it.
    (made.bin / "keel").symlink_to(Path(sys.executable).with_name("keel"))
    return made


def test_the_defaults_judge_the_assembly_and_tell_it_in_three_ways(runner: Runner) -> None:
    done = runner.step("Check")

    assert done.returncode == 1
    assert done.stdout.startswith("::error file=cdk.out/App.template.json,line=6,")
    assert runner.summary.read_text().startswith("### Keel: 1 error in 1 template\n")
    sarif = json.loads((runner.temp / "keel.sarif").read_text())
    [result] = sarif["runs"][0]["results"]
    assert result["ruleId"] == "timeout-out-of-range"
    assert done.stderr == ""


def test_a_clean_path_passes(runner: Runner) -> None:
    done = runner.step("Check", paths="infra/safe.json\n")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_input_reaches_the_command(runner: Runner) -> None:
    (runner.repository / "known.json").write_text('{"schema": 1, "findings": []}')
    every = {"profile": "strict", "fail_on": "warning", "baseline": "known.json"}
    done = runner.step("Check", paths="infra/bill.json\n\n  \ninfra/safe.json", **every)

    assert done.returncode == 1
    assert "in 2 templates" in runner.summary.read_text()
    assert "no such file" in runner.step("Check", baseline="gone.json").stdout
    assert "invalid choice: 'lax'" in runner.step("Check", profile="lax").stderr


def test_only_what_the_change_adds_counts(runner: Runner) -> None:
    again = runner.step("Check", paths="infra/bill.json", base="infra/bill.json")
    added = runner.step("Check", paths="infra/bill.json", base="infra/safe.json")

    assert (again.returncode, added.returncode) == (0, 1)


def test_a_path_is_a_path_whatever_it_is_called(runner: Runner) -> None:
    odd = "$(touch gone); --version *.json"
    (runner.repository / odd).write_text((runner.repository / "infra/bill.json").read_text())
    done = runner.step("Check", paths=odd)

    assert done.returncode == 1
    assert "1 error in 1 template" in runner.summary.read_text()
    assert not (runner.repository / "gone").exists()


def test_what_prepares_runs_before_and_ends_the_job_when_it_fails(runner: Runner) -> None:
    done = runner.step("Prepare", prepare="echo one > made\ncat made")

    assert (done.returncode, done.stdout) == (0, "one\n")
    assert runner.step("Prepare", prepare="false\necho on").stdout == ""
    assert runner.step("Prepare", prepare="false\necho on").returncode == 1
    names = [step.get("name", step.get("uses")) for step in JOB["steps"]]
    assert names.index("Prepare") < names.index("Check")


def test_pip_installs_what_is_asked_for_into_a_place_of_its_own(
    runner: Runner, tmp_path: Path
) -> None:
    # Without an index pip can find nothing: what it was asked for stands in its complaint.
    (runner.bin / "keel").unlink()
    done = runner.step("Install", install="lambda-keel[sam]==0.1.0")

    assert done.returncode == 1
    assert "lambda-keel[sam]==0.1.0" in done.stderr
    assert (tmp_path / "temp" / "keel" / "bin" / "python").exists()


def test_actions_are_pinned_by_commit_with_their_version_beside() -> None:
    lines = [line.strip() for line in WORKFLOW.read_text("utf-8").splitlines() if "uses: " in line]
    uses = [line for line in lines if not line.startswith("#")]

    assert len(uses) == 3
    pin = re.compile(r"(- )?uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in uses if not pin.fullmatch(line)] == []


def test_no_input_is_pasted_into_a_script() -> None:
    assert [name for name, step in STEPS.items() if "${{" in step.get("run", "")] == []


def test_it_may_read_the_repository_and_write_findings_and_no_more() -> None:
    assert PARSED["permissions"] == {}
    assert JOB["permissions"] == {"contents": "read", "security-events": "write"}


def test_findings_are_uploaded_where_the_check_wrote_them() -> None:
    upload = STEPS["Upload"]

    assert upload["with"]["sarif_file"] == "${{ runner.temp }}/keel.sarif"
    assert '"sarif=$RUNNER_TEMP/keel.sarif"' in STEPS["Check"]["run"]
    assert "!cancelled()" in upload["if"]
