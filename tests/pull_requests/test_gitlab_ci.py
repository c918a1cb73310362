"""The GitLab job: its script runs in a repository of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml

SNIPPET = Path(__file__).parent.parent.parent / "docs" / "examples" / "keel.gitlab-ci.yml"
JOB: dict[str, Any] = yaml.safe_load(SNIPPET.read_text("utf-8"))[".keel"]


def check(repository: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command of the job; what installs it comes before and needs an index."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    [command] = [line for line in JOB["script"] if " check " in line]
    return subprocess.run(
        ["sh", "-ec", command],  # noqa: S607
        cwd=repository,
        env={"PATH": path, **JOB["variables"], **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_report_is_told_in_the_log_and_written_for_the_merge_request(repository: Path) -> None:
    done = check(repository)
    reports = JOB["artifacts"]["reports"]

    assert done.returncode == 1
    assert "1 error in 1 template" in done.stdout
    assert ET.parse(repository / reports["junit"]).getroot().find(".//failure") is not None
    [issue] = json.loads((repository / reports["codequality"]).read_text())
    assert issue["check_name"] == "timeout-out-of-range"
    assert JOB["artifacts"]["when"] == "always"


def test_paths_and_options_are_words(repository: Path) -> None:
    done = check(
        repository, KEEL_PATHS="infra/safe.json infra/bill.json", KEEL_OPTIONS="--profile strict"
    )

    assert done.returncode == 1
    assert done.stdout.endswith(" in 2 templates\n")


def test_it_installs_what_the_variable_names_before_it_checks() -> None:
    installed, checked = JOB["script"]

    assert installed.startswith("pip install ")
    assert installed.endswith(' "$KEEL_INSTALL"')
    assert checked.startswith("keel check ")
