"""docs/gate.md: its files are written, its commands run in order, and print what it says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from policies.cli import main
from policies.gate.config_reader import KEYS

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "gate.md"
TEXT = PAGE.read_text(encoding="utf-8")


class Command(NamedTuple):
    """A command of the page, the line it stands on, and what it is said to print."""

    line: int
    command: str
    output: str


class File(NamedTuple):
    """A block that starts with the name of a file."""

    name: str
    text: str


def steps() -> list[Command | File]:
    """What a reader does, from the first block to the last."""
    found: list[Command | File] = []
    for match in re.finditer(r"^```(\w+)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE):
        language, text = match.groups()
        start = TEXT.count("\n", 0, match.start(2)) + 1
        if language == "console":
            for part in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
                line = start + text.count("\n", 0, part.start())
                found.append(Command(line, part[1], part[2]))
        elif named := re.match(r"# ([\w/]+\.\w+)\n", text):
            found.append(File(named[1], text))
    return found


COMMANDS = [step for step in steps() if isinstance(step, Command)]
FILES = [step for step in steps() if isinstance(step, File)]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    """What each command printed, by its line, run in a folder that the page fills."""
    folder = tmp_path_factory.mktemp("gate")
    (folder / "cdk.json").write_text(json.dumps({"app": "python app.py", "notices": False}))
    programs = [Path(sys.executable).parent, ROOT / "node_modules" / ".bin"]
    environment = {
        **{key: value for key, value in os.environ.items() if "PYTEST" not in key},
        "PATH": os.pathsep.join([*map(str, programs), os.environ["PATH"]]),
        "JSII_NODE": str(programs[0] / "node"),
        "CDK_DISABLE_CLI_TELEMETRY": "true",
        "NO_COLOR": "1",
    }
    said = {}
    for step in steps():
        if isinstance(step, File):
            file = folder / step.name
            file.parent.mkdir(exist_ok=True)
            file.write_text(step.text)
            continue
        ran = subprocess.run(
            ["bash", "-c", step.command],  # noqa: S607
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        said[step.line] = ran.stdout
    return said


@pytest.mark.parametrize(
    "shown", [pytest.param(each, id=f"{each.line}: {each.command}") for each in COMMANDS]
)
def test_a_command_prints_what_the_page_says(shown: Command, printed: dict[int, str]) -> None:
    # Three dots stand for anything: in a line, or for any number of lines where they are one.
    lines = re.sub(r"^\\\.\\\.\\\.\\\n", r"(?:.*\n)*", re.escape(shown.output), flags=re.MULTILINE)
    pattern = lines.replace(r"\.\.\.", ".*")

    assert re.fullmatch(pattern, printed[shown.line]), printed[shown.line]


def test_the_page_shows_every_door() -> None:
    programs = {re.sub(r"^([A-Z_]+=\S+ )+", "", each.command).split()[0] for each in COMMANDS}

    assert {"cdk", "keel", "cfn-lint", "pytest"} <= programs


def test_the_page_names_every_option_of_check(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}

    # The hook asks for the one that is left; people name templates or folders.
    assert {option for option in options if option not in TEXT} == {"--skip-others"}


def test_the_configuration_of_the_page_has_every_key() -> None:
    last = [file for file in FILES if file.name == "keel.toml"][-1]

    assert {*tomllib.loads(last.text)["keel"]} == {*KEYS}


def test_the_workflows_of_the_page_name_inputs_that_there_are() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "keel.yml").read_text("utf-8"))
    inputs = {*workflow[True]["workflow_call"]["inputs"]}
    callers = re.findall(r"^ *with:\n((?:      .*\n)+)", TEXT, re.MULTILINE)
    used = {key for caller in callers for key in yaml.safe_load(caller)}
    told = re.search(r"Further inputs are (.*?)\n\n", TEXT, re.DOTALL)

    assert told is not None
    assert used | {*re.findall(r"`([a-z-]+)", told[1])} == inputs


def test_the_hooks_of_the_page_are_there() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))

    assert [hook["id"] for hook in hooks if f"`{hook['id']}` judges" not in TEXT] == []


@pytest.mark.parametrize("target", re.findall(r"\]\(([^):]+)\)", TEXT))
def test_a_link_leads_somewhere(target: str) -> None:
    assert (PAGE.parent / target).exists()
