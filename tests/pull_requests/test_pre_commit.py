"""The hooks select the files that matter, and their entries run as pre-commit runs them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from policies.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterable

HOOKS = Path(__file__).parent.parent.parent / ".pre-commit-hooks.yaml"


def hook(name: str) -> dict[str, Any]:
    hooks = {each["id"]: each for each in yaml.safe_load(HOOKS.read_text("utf-8"))}
    return dict(hooks[name])


def selected(own: dict[str, Any], files: Iterable[str]) -> list[str]:
    """What pre-commit gives the hook: it searches `files`, and leaves out what `exclude` finds."""
    exclude = own.get("exclude", "^$")
    return [
        file for file in files if re.search(own["files"], file) and not re.search(exclude, file)
    ]


def run(own: dict[str, Any], files: Iterable[str], *arguments: str) -> int:
    """What pre-commit runs: entry, arguments (the user's replace the hook's), files."""
    program, *entry = shlex.split(own["entry"])
    given = arguments or tuple(own.get("args", ()))
    names = selected(own, files) if own.get("pass_filenames", True) else []
    assert program == "keel"
    return main([*entry, *given, *names])


@pytest.fixture
def files(repository: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(repository)
    return [
        path.relative_to(repository).as_posix()
        for path in sorted(repository.rglob("*"))
        if path.is_file()
    ]


def test_there_are_two_and_both_need_nothing_but_python() -> None:
    hooks = yaml.safe_load(HOOKS.read_text("utf-8"))

    assert [(each["id"], each["language"]) for each in hooks] == [
        ("keel", "python"),
        ("keel-cdk", "python"),
    ]


def test_templates_of_a_commit_are_judged_and_other_files_passed_over(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    given = selected(hook("keel"), [*files, "app.py", "README.md"])

    assert given == ["deploy/values.yaml", "infra/bill.json", "infra/safe.json", "package.json"]
    assert run(hook("keel"), files) == 1
    out, err = capsys.readouterr()
    assert "infra/bill.json" in out
    assert out.endswith("1 error in 2 templates\n")
    assert err == ""


@pytest.mark.usefixtures("files")
def test_a_commit_without_a_template_passes() -> None:
    assert run(hook("keel"), ["package.json", "deploy/values.yaml", "infra/safe.json"]) == 0
    assert run(hook("keel"), ["package.json"]) == 0


def test_options_of_the_user_s_configuration_are_taken(files: list[str]) -> None:
    assert run(hook("keel"), files, "--profile", "strict", "--fail-on", "warning") == 1


@pytest.mark.parametrize(
    ("file", "is_reason"),
    [("app.py", True), ("lib/app.ts", True), ("cdk.json", True), ("README.md", False)],
)
def test_code_of_an_app_is_a_reason_to_judge_what_it_synthesized(
    file: str, *, is_reason: bool
) -> None:
    assert bool(selected(hook("keel-cdk"), [file])) == is_reason


@pytest.mark.usefixtures("files")
def test_the_assembly_is_judged_whatever_the_commit_holds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(hook("keel-cdk"), ["app.py"]) == 1
    assert "cdk.out/App.template.json" in capsys.readouterr().out


@pytest.mark.usefixtures("files")
def test_another_folder_can_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(hook("keel-cdk"), ["app.py"], "build/cdk.out") == 2
    assert "build/cdk.out: no such file; check the path or run cdk synth" in capsys.readouterr().err
