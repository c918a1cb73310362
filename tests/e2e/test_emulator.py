"""The emulator is ours alone while it runs, leaves nothing behind, and says why it does not run."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e import emulator as module
from tests.e2e.emulator import Emulator, EmulatorError

if TYPE_CHECKING:
    from tests.e2e.deployment import Deployment
    from tests.e2e.readback import Account

# As /proc/net spells them.
LISTENING = "0A"
LOOPBACK = "0100007F"
EVERYWHERE = "00000000"


def test_it_listens_on_loopback_alone(deploying: Deployment) -> None:
    port = int(deploying.emulator.port)

    socket.create_connection(("127.0.0.1", port), timeout=2).close()
    with pytest.raises(OSError, match=r"refused|timed out|unreachable"):
        # What listens on every interface has this one, too.
        socket.create_connection(("127.0.0.2", port), timeout=2)


def listened_on(group: int) -> set[str]:
    """The addresses on which a process of this group listens, as /proc spells them."""
    sockets = set()
    for file in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):  # closed meanwhile
            if os.getpgid(int(file.parts[2])) == group:
                sockets.add(str(file.readlink()))
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path("/proc/net", table).read_text().splitlines()[1:]:
            _, address, _, state, *rest = line.split()
            if state == LISTENING and f"socket:[{rest[5]}]" in sockets:
                found.add(address.partition(":")[0])
    return found


if sys.platform == "linux":  # elsewhere nobody tells, and nothing here is skipped

    def test_nothing_that_it_did_made_it_listen_anywhere_else(
        destroyed: Account, trial_second: Account
    ) -> None:
        with socket.create_server(("0.0.0.0", 0)):  # noqa: S104  # it would be seen
            assert EVERYWHERE in listened_on(os.getpgid(0))

        for account in (destroyed, trial_second):
            assert listened_on(account.emulator.pid) == {LOOPBACK}


def terminated_beside(emulator: Emulator) -> None:
    with emulator:
        signal.raise_signal(signal.SIGTERM)


def test_who_is_told_to_terminate_ends_it_first(environment: dict[str, str]) -> None:
    emulator = Emulator("terminated", environment, is_added_to=False)

    with pytest.raises(KeyboardInterrupt):
        terminated_beside(emulator)

    assert not emulator._files.exists()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", int(emulator.port)), timeout=2)


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
    monkeypatch.setattr(tempfile, "mkdtemp", pytest.fail)  # there would be no end to remove it

    none = Emulator("none", {}, is_added_to=False)
    with pytest.raises(EmulatorError, match=r"no emulator in /nowhere/e2e: run make e2e$"), none:
        pass


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
