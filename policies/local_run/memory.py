"""How much memory a process and those it started take, as the kernel tells it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_KB: Final = 1024


def can_be_measured() -> bool:
    """Whether this system tells: Linux does."""
    return (_PROC / "self" / "status").is_file()


def resident_bytes(pid: int) -> int:
    """What the process and its descendants have in memory; 0 when it is gone."""
    waiting, total = [pid], 0
    while waiting:
        process = waiting.pop()
        total += _status(process, "VmRSS")
        try:
            for thread in (_PROC / str(process) / "task").iterdir():
                waiting += map(int, (thread / "children").read_text(encoding="ascii").split())
        except (OSError, ValueError):  # it has ended meanwhile
            continue
    return total


def peak_bytes(pid: int) -> int:
    """The most that the process itself ever had in memory; 0 when it is gone."""
    return _status(pid, "VmHWM")


def _status(pid: int, field: str) -> int:
    try:
        lines = (_PROC / str(pid) / "status").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    for line in lines.splitlines():
        name, _, value = line.partition(":")
        if name == field:
            return int(value.split()[0]) * _KB
    return 0
