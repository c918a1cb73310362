from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from policies.local_run.explanations import Explanations
from policies.local_run.interpreter import Interpreter, interpreter
from policies.local_run.outcome import Outcome
from policies.local_run.package import Folders
from policies.local_run.refusal import RefusedRunError
from policies.local_run.stand_ins import StandIns

if TYPE_CHECKING:
    from pathlib import Path


def script(path: Path, answer: str) -> str:
    path.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_python_that_runs_keel_is_the_default() -> None:
    found = interpreter(None)

    assert found.executable == sys.executable
    assert found.version == sys.version_info[:2]
    assert found.has_sdk


def test_what_the_runtime_provides_is_all_there_is(tmp_path: Path) -> None:
    interpreter(None).provide(tmp_path / "runtime")

    names = {path.name for path in (tmp_path / "runtime").iterdir()}
    assert {"awslambdaric", "simplejson", "boto3", "botocore", "six.py"} <= names
    assert "yaml" not in names


def test_a_python_is_found_by_its_name_or_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is installed may print something as it starts.
    path = script(tmp_path / "mypython", f'echo hello; exec {sys.executable} "$@"')
    monkeypatch.chdir(tmp_path)

    assert interpreter("./mypython").executable == path
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert interpreter("mypython").executable == path


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("echo no json", "does not run as a Python 3"),
        ("exit 3", "does not run as a Python 3"),
    ],
)
def test_what_is_no_python_is_refused(tmp_path: Path, answer: str, message: str) -> None:
    path = script(tmp_path / "python", answer)

    with pytest.raises(RefusedRunError, match=f"{path}: {message}"):
        interpreter(path)


def test_a_python_that_is_not_there_is_refused() -> None:
    with pytest.raises(RefusedRunError, match=r"^/nowhere/python: no such file or directory$"):
        interpreter("/nowhere/python")


def test_a_python_without_the_runtime_client_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = '{"version": [3, 12], "machine": "x86_64", "system": "Linux", "places": {}}'
    path = script(tmp_path / "python", f"echo '{told}'")

    with pytest.raises(RefusedRunError, match=f"{path} -m pip install awslambdaric boto3$"):
        interpreter(path)
    monkeypatch.setattr(sys, "executable", path)
    with pytest.raises(RefusedRunError, match=r"pip install 'lambda-keel\[invoke\]'$"):
        interpreter.__wrapped__(None)


def test_a_missing_boto3_is_explained(tmp_path: Path) -> None:
    python = Interpreter("/my/python", (3, 13), "x86_64", "Linux", {})
    folders = Folders(tmp_path, tmp_path, tmp_path)
    explanations = Explanations(python, "python3.13", folders, StandIns([], []), lambda _: None)
    payload = b"Unable to import module 'app': No module named 'boto3'"

    [told] = explanations.of(Outcome("1", payload, 0, 128, "Runtime.ImportModuleError"))

    assert told == (
        "Lambda's Python runtimes have boto3, and this Python has not: "
        "/my/python -m pip install boto3"
    )
