"""`keel` run in an empty folder, with what it prints."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pytest

from policies.cli import main

if TYPE_CHECKING:
    from pathlib import Path


class Run(NamedTuple):
    """What a run of the command printed and exited with."""

    code: int
    out: str
    err: str


class Keel(Protocol):
    """Runs the command in this process."""

    def __call__(self, *arguments: str) -> Run: ...


class Write(Protocol):
    """Writes a file below the folder: text as it is, anything else as JSON."""

    def __call__(self, name: str, content: Any) -> Path: ...


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in a folder of its own, so that no configuration is found by chance."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def keel(capsys: pytest.CaptureFixture[str]) -> Keel:
    def run(*arguments: str) -> Run:
        capsys.readouterr()
        code = main(arguments)
        return Run(code, *capsys.readouterr())

    return run


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, content: Any) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content, indent=1)
            path.write_text(text, encoding="utf-8")
        return path

    return written
