from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policies.local_run.compiled_files import here, unusable_files
from policies.local_run.interpreter import Interpreter
from tests.policies.local_run.assemblies import compiled

if TYPE_CHECKING:
    from pathlib import Path

X86, ARM = 62, 183
PYTHON = Interpreter("python", (3, 13), "x86_64", "Linux", {})


@pytest.mark.parametrize(
    ("name", "machine", "python"),
    [
        ("_x.cpython-313-x86_64-linux-gnu.so", X86, PYTHON),
        ("_x.abi3.so", X86, PYTHON),
        ("_x.so", X86, PYTHON._replace(machine="AMD64")),
        ("_x.so", ARM, PYTHON._replace(machine="aarch64")),
        ("_x.so", ARM, PYTHON._replace(machine="arm64")),
        ("_x.so", 40, PYTHON),
    ],
)
def test_what_fits_this_machine_is_passed_over(
    tmp_path: Path, name: str, machine: int, python: Interpreter
) -> None:
    compiled(tmp_path, name, machine)
    (tmp_path / "text.so").write_text("no module")
    (tmp_path / "dead.so").symlink_to("nowhere")

    assert unusable_files([tmp_path, tmp_path / "missing"], python) == []


@pytest.mark.parametrize(
    ("name", "machine", "python", "built_for"),
    [
        (
            "_x.cpython-313-aarch64-linux-gnu.so",
            ARM,
            PYTHON,
            "Python 3.13 on Linux arm64",
        ),
        ("_x.cpython-39-x86_64-linux-gnu.so", X86, PYTHON, "Python 3.9 on Linux x86_64"),
        ("_x.abi3.so", ARM, PYTHON, "any Python on Linux arm64"),
        ("_x.so", ARM, PYTHON._replace(machine="arm64", system="Darwin"), "any Python on Linux a"),
        ("_x.cpython-314-darwin.so", 0, PYTHON, "Python 3.14 on Linux of any machine"),
    ],
)
def test_what_is_for_another_is_found_and_told(
    tmp_path: Path, name: str, machine: int, python: Interpreter, built_for: str
) -> None:
    path = compiled(tmp_path, name, machine)

    [found] = unusable_files([tmp_path], python)

    assert found.path == path
    assert found.built_for.startswith(built_for)
    assert here(python).startswith(f"Python 3.13 on {python.system} ")


def test_what_cannot_be_opened_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled(tmp_path, "_x.so", ARM)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(type(tmp_path), "open", refuse)

    assert unusable_files([tmp_path], PYTHON) == []
