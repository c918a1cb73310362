"""The process in which a runtime client calls the handler: watched, and ended when it must be."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from policies.local_run import memory
from policies.local_run.runtime_api import RuntimeApi, Told

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from policies.local_run.runtime_api import Invocation, Kind

_MB: Final = 1 << 20
# How often logs are passed on and memory is looked at. What Lambda bills to the millisecond is
# measured where the answer arrives, not by this.
_LOOK_SECONDS: Final = 0.01
_BLOCK: Final = 1 << 16
# How many blocks are passed on before time and memory are looked at again: a handler may write for
# ever, and faster than anybody reads.
_BLOCKS: Final = 16
EXIT: Final = "Runtime.ExitError"
TIMEOUT: Final = "Sandbox.Timedout"
OUT_OF_MEMORY: Final = "Runtime.OutOfMemory"


class Program(NamedTuple):
    """What to start.

    Attributes:
        command: The program with its arguments.
        variables: All of its environment, but for the address of the Runtime API.
        folder: Where it runs.
        memory_mb: How much memory it may have; None for as much as there is.
    """

    command: Sequence[str]
    variables: Mapping[str, str]
    folder: Path
    memory_mb: int | None


class Ended(NamedTuple):
    """Why nothing more will be told, as Lambda calls it and says it."""

    error: str
    message: str


class RuntimeProcess:
    """A running program and the Runtime API that it talks to.

    What it and those it starts write is handed to `logs` as it comes.
    """

    def __init__(self, program: Program, logs: Callable[[bytes], None]) -> None:
        self._logs = logs
        self._memory_mb = program.memory_mb
        self._peak = 0
        self._api = RuntimeApi()
        self._process = subprocess.Popen(  # noqa: S603 - running the user's code is what this is for
            program.command,
            cwd=program.folder,
            env={**program.variables, "AWS_LAMBDA_RUNTIME_API": self._api.address},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,  # one pipe keeps their order
            start_new_session=True,  # what it starts ends with it
        )
        assert self._process.stdout is not None  # noqa: S101 - for the type checker
        self._output = self._process.stdout
        os.set_blocking(self._output.fileno(), False)

    @property
    def has_ended(self) -> bool:
        """Whether it cannot take an invocation any more."""
        return self._process.poll() is not None

    @property
    def peak_mb(self) -> int | None:
        """The most memory it had so far; None where the system does not tell."""
        return -(-self._peak // _MB) if memory.can_be_measured() else None

    def offer(self, invocation: Invocation) -> None:
        """Give it an invocation when it next asks for one."""
        self._api.offer(invocation)

    def wait(self, kinds: Collection[Kind], seconds: float) -> Told | Ended:
        """What it tells of these kinds; or that it has ended, and is ended when its time is up."""
        until = time.perf_counter() + seconds
        while True:
            told = self._api.heard(_LOOK_SECONDS)
            self._pass_on_logs()
            if self._takes_too_much():
                self.end()
                return Ended(OUT_OF_MEMORY, _exit_message(-signal.SIGKILL))
            if told is not None:
                if told.kind in kinds:
                    return told
            elif self.has_ended:
                self._pass_on_logs()
                return Ended(EXIT, _exit_message(self._process.returncode))
            if time.perf_counter() > until:
                self.end()
                return Ended(TIMEOUT, "")

    def end(self) -> None:
        """Kill it with all that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._pass_on_logs()
        self._output.close()
        self._api.close()

    def _pass_on_logs(self) -> None:
        if self._output.closed:
            return
        for _ in range(_BLOCKS):
            try:
                written = os.read(self._output.fileno(), _BLOCK)
            except BlockingIOError:
                return
            if not written:
                return
            self._logs(written)

    def _takes_too_much(self) -> bool:
        pid = self._process.pid
        self._peak = max(self._peak, memory.resident_bytes(pid), memory.peak_bytes(pid))
        return self._memory_mb is not None and self._peak > self._memory_mb * _MB


def _exit_message(code: int) -> str:
    if code == 0:
        return "Runtime exited without providing a reason"
    if code > 0:
        return f"Runtime exited with error: exit status {code}"
    name = (signal.strsignal(-code) or f"signal {-code}").lower()
    return f"Runtime exited with error: signal: {name}"
