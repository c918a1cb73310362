"""Compiled modules of a package that this machine's Python cannot load."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from policies.local_run.interpreter import Interpreter

_ENDING: Final = ".so"
# The version in the name of a module that is for one alone: `_x.cpython-313-x86_64-linux-gnu.so`.
_VERSION: Final = re.compile(r"\.cpython-(\d)(\d+)[-.]")
# The start of an ELF file, and e_machine in it: /usr/include/elf.h.
_MAGIC: Final = b"\x7fELF"
_MACHINE: Final = slice(18, 20)
_MACHINES: Final = {62: "x86_64", 183: "arm64"}
# How the same machines call themselves.
_ALIASES: Final = {"aarch64": "arm64", "amd64": "x86_64"}
_LINUX: Final = "Linux"


class Unusable(NamedTuple):
    """A compiled module that cannot be loaded here, and what it is for."""

    path: Path
    built_for: str


def unusable_files(folders: list[Path], python: Interpreter) -> list[Unusable]:
    """The compiled modules in the folders that are for another Python, machine or system."""
    return [
        Unusable(path, built_for)
        for folder in folders
        for path in sorted(folder.rglob(f"*{_ENDING}"))
        if path.is_file() and (built_for := _other_than(path, python))
    ]


def here(python: Interpreter) -> str:
    """What a compiled module must be for to be loaded here."""
    return f"{python.name} on {python.system} {_plain(python.machine)}"


def _other_than(path: Path, python: Interpreter) -> str | None:
    version, machine = _version(path.name), _machine(path)
    differs = (
        (version is not None and version != python.version)
        or (machine is not None and machine != _plain(python.machine))
        or (machine is not None and python.system != _LINUX)
    )
    if not differs:
        return None
    built = f"Python {version[0]}.{version[1]}" if version else "any Python"
    return f"{built} on {_LINUX} {machine or 'of any machine'}"


def _version(name: str) -> tuple[int, int] | None:
    found = _VERSION.search(name)
    return (int(found[1]), int(found[2])) if found else None


def _machine(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            head = file.read(_MACHINE.stop)
    except OSError:
        return None
    if not head.startswith(_MAGIC):
        return None
    return _MACHINES.get(int.from_bytes(head[_MACHINE], "little"))


def _plain(machine: str) -> str:
    return _ALIASES.get(machine.lower(), machine.lower())
