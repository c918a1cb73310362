"""What the Node processes of jsii take and are asked, beside this process."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def _process() -> Any:
    # What measures need not load what is measured.
    from jsii._kernel import Kernel  # noqa: PLC0415

    return Kernel().provider._process  # type: ignore[attr-defined]  # noqa: SLF001


def cpu_seconds() -> float:
    """The CPU time that this process and its Node processes have had; from /proc: Linux only.

    There are two: jsii starts one that only passes on what the other, its child, is asked.
    """
    return time.process_time() + _cpu_of_tree(_process()._process.pid)  # noqa: SLF001


def _cpu_of_tree(pid: int) -> float:
    process = Path("/proc", str(pid))
    # The name of the program, which may hold anything, is in brackets.
    fields = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    own = sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
    children = (process / "task" / str(pid) / "children").read_text(encoding="utf-8").split()
    return own + sum(_cpu_of_tree(int(child)) for child in children)


@contextmanager
def round_trips() -> Iterator[list[str]]:
    """The requests that were sent to the Node process within the block."""
    process = _process()
    send = process.send
    requests: list[str] = []

    def counted(request: object, response_type: type) -> object:
        requests.append(type(request).__name__)
        return send(request, response_type)

    process.send = counted
    try:
        yield requests
    finally:
        process.send = send
