"""The emulator is ours alone while it runs, leaves nothing behind, and says why it does not run."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e import emulator as module
from tests.e2e.emulator import Emulator, EmulatorError

if TYPE_CHECKING:
    from tests.e2e.deployment import Deployment


def test_it_listens_on_loopback_alone(deploying: Deployment) -> None:
    port = int(deploying.emulator.port)

    socket.create_connection(("127.0.0.1", port), timeout=2).close()
    with pytest.raises(OSError, match=r"refused|timed out|unreachable"):
        # What listens on every interface has this one, too.
        socket.create_connection(("127.0.0.2", port), timeout=2)


def test_nothing_is_left_of_one_that_ended(environment: dict[str, str]) -> None:
    with Emulator("short", environment, is_added_to=False) as emulator:
        files = emulator._files
        pid = emulator.pid
        assert files.exists()

    assert not files.exists()
    with pytest.raises(ProcessLookupError):
        os.killpg(pid, 0)
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", int(emulator.port)), timeout=2)


def test_where_there_is_none_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PYTHON", Path("/nowhere/e2e/bin/python"))

    none = Emulator("none", {}, is_added_to=False)
    with pytest.raises(EmulatorError, match=r"no emulator in /nowhere/e2e: run make e2e$"), none:
        pass

    assert not none._files.exists()


def test_one_that_ends_at_once_is_told_with_its_last_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, environment: dict[str, str]
) -> None:
    program = tmp_path / "addition.py"
    program.write_text("raise SystemExit('for MiniStack 1, got 2')")
    monkeypatch.setattr(module, "_ADDITION", program)

    with (
        pytest.raises(EmulatorError, match="exit code 1:\nfor MiniStack 1, got 2"),
        Emulator("ended", environment, is_added_to=True),
    ):
        pass
