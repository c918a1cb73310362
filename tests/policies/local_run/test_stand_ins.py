"""Packages that this machine cannot load, and the Python at hand perhaps has."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

from policies.local_run.interpreter import interpreter
from policies.local_run.stand_ins import stand_ins
from tests.policies.local_run.assemblies import compiled

if TYPE_CHECKING:
    from pathlib import Path

    from tests.policies.local_run.assemblies import Assembly
    from tests.policies.local_run.conftest import Invoke

ARM = 183
# No Python here is one of these, on whatever machine.
FOREIGN = "cpython-399-aarch64-linux-gnu.so"
PACKAGED = {"yaml/__init__.py": "raise ImportError('foreign')"}
HANDLER = "import yaml\ndef handler(event, context):\n    return yaml.safe_load('[1]')\n"


def distribution(folder: Path, name: str, *files: str) -> None:
    info = folder / f"{name}.dist-info"
    info.mkdir(parents=True)
    (info / "RECORD").write_text("".join(f"{file},,\n" for file in files))


def test_the_same_version_of_the_python_at_hand_stands_in(
    assembly: Assembly, invoke: Invoke
) -> None:
    assembly.layer("Lib", {f"python/{name}": text for name, text in PACKAGED.items()})
    root = next(assembly.path.glob("asset.*")) / "python"
    compiled(root, f"yaml/_yaml.{FOREIGN}", ARM)
    own = version("PyYAML")
    distribution(root, "another-1", "other.py")
    distribution(root, f"pyyaml-{own}", "yaml/__init__.py")
    assembly.function(HANDLER, Layers=[{"Ref": "Lib"}])

    ran = invoke()

    assert ran.answer == [1]
    [note] = ran.notes
    assert note.startswith(
        f"taken from {interpreter(None).name} here: pyyaml=={own}; the packaged yaml is for "
        "Python 3.99 on Linux arm64, and this is Python 3."
    )
    assert ran.explanations == []


def test_another_version_does_not_stand_in_and_is_told_once_the_import_fails(
    assembly: Assembly, invoke: Invoke
) -> None:
    assembly.function({"app.py": HANDLER, **PACKAGED})
    root = next(assembly.path.glob("asset.*"))
    compiled(root, f"yaml/_yaml.{FOREIGN}", ARM)
    compiled(root, f"_notinstalled.{FOREIGN}", ARM)
    compiled(root, f"some.libs/libsome.{FOREIGN}", ARM)
    distribution(root, "pyyaml-0.1", "yaml/__init__.py")
    (root / "broken-1.dist-info").mkdir()

    ran = invoke()

    assert ran.notes == []
    [explanation] = ran.explanations
    assert explanation.startswith(
        f"task/_notinstalled.{FOREIGN} and 1 more cannot be loaded here: "
    )
    assert explanation.endswith(
        "package for this machine, or let this Python have it: "
        f"{sys.executable} -m pip install _notinstalled pyyaml==0.1"
    )


def test_what_cannot_be_loaded_and_is_not_asked_for_is_nothing_to_tell(
    assembly: Assembly, invoke: Invoke
) -> None:
    assembly.function("def handler(event, context):\n    return 1\n")
    compiled(next(assembly.path.glob("asset.*")), f"_notinstalled.{FOREIGN}", ARM)

    ran = invoke()

    assert (ran.answer, ran.notes, ran.explanations) == (1, [], [])


def test_an_import_that_nothing_explains_is_left_alone(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function("import not_packaged\n")

    assert invoke().explanations == []


def test_a_module_that_is_one_file_and_of_no_distribution_stands_in_too(
    tmp_path: Path,
) -> None:
    compiled(tmp_path / "code", f"six.{FOREIGN}", ARM)
    compiled(tmp_path / "code", f"six/again.{FOREIGN}", ARM)
    python = interpreter(None)

    found = stand_ins([tmp_path / "code"], python, tmp_path / "into")

    assert [each.module for each in found.taken] == ["six"]
    assert [path.name for path in (tmp_path / "into").iterdir()] == ["six.py"]
    note = found.note(python)
    assert note is not None
    assert note.startswith(f"taken from {python.name} here: six; the packaged six is for ")


def test_a_python_that_does_not_answer_stands_in_for_nothing(tmp_path: Path) -> None:
    compiled(tmp_path / "code", f"six.{FOREIGN}", ARM)
    python = interpreter(None)._replace(executable="/nowhere/python")

    found = stand_ins([tmp_path / "code"], python, tmp_path / "into")

    assert found.taken == []
    assert [each.module for each in found.lacking] == ["six"]
