"""MiniStack on loopback, as it is or with tests/e2e/addition.py, for the time of the tests."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.e2e.addition import REPORT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType
    from typing import Self

ROOT: Final = Path(__file__).parents[2]
PYTHON: Final = ROOT / ".cache/e2e/bin/python"
LOGS: Final = ROOT / ".cache/e2e-logs"
ACCOUNT: Final = "123456789012"
REGION: Final = "us-east-1"

_ADDITION: Final = Path(__file__).with_name("addition.py")
_SECONDS_TO_START: Final = 60


class EmulatorError(Exception):
    """The emulator is not there, did not start, or ended before its time."""


def require_emulator() -> None:
    """There is one to start.

    Raises:
        EmulatorError: There is not.
    """
    if not PYTHON.exists():
        raise EmulatorError(f"there is no emulator in {PYTHON.parents[1]}: run make e2e")


class Emulator:
    """An account of AWS at `url`: nobody else's, empty, and gone afterwards with all its files.

    What it writes goes to .cache/e2e-logs/NAME.log, of the last run.

    Args:
        name: What it is called in the logs.
        environment: What its process, and so each function that it runs, is started with.
        is_added_to: Whether it has the types and the rights of tests/e2e/addition.py.
    """

    def __init__(self, name: str, environment: Mapping[str, str], *, is_added_to: bool) -> None:
        self.name = name
        self.is_added_to = is_added_to
        self.log = LOGS / f"{name}.log"
        self.url = f"http://127.0.0.1:{_free_port()}"
        self._environment = environment
        self._files: Path  # from its start to its end
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        require_emulator()
        LOGS.mkdir(parents=True, exist_ok=True)
        self._files = Path(tempfile.mkdtemp(prefix=f"keel-e2e-{self.name}-"))
        command = [str(PYTHON), *self._program()]
        try:
            with self.log.open("wb") as log:
                self._process = subprocess.Popen(
                    command,
                    cwd=self._files,
                    env=self._whole_environment(),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,  # so that it ends with the functions that it runs
                )
            self._wait()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    @property
    def port(self) -> str:
        """Where it listens."""
        return self.url.rpartition(":")[2]

    @property
    def pid(self) -> int:
        """Its process, which leads a group of its own."""
        assert self._process is not None, "it is not running"
        return self._process.pid

    @property
    def _record(self) -> Path:
        return self._files / "record.json"

    def recorded(self, kind: str, stack: str) -> list[dict[str, Any]]:
        """The properties of the stack's resources of this type, as the addition was handed them."""
        return [
            each["properties"]
            for each in self.record()
            if each["type"] == kind and each["stack"] == stack
        ]

    def record(self) -> list[dict[str, Any]]:
        """The resources that the addition keeps."""
        return [each for each in self._kept() if each["type"] != REPORT]

    def reports(self) -> list[dict[str, Any]]:
        """What hooks have reported to CodeDeploy."""
        return [each["properties"] for each in self._kept() if each["type"] == REPORT]

    def last_words(self, lines: int = 30) -> str:
        """The end of its log."""
        return last_lines(self.log, lines)

    def _kept(self) -> list[dict[str, Any]]:
        kept: list[dict[str, Any]] = json.loads(self._record.read_text(encoding="utf-8"))
        return kept

    def _program(self) -> list[str]:
        return [str(_ADDITION), str(self._record)] if self.is_added_to else ["-m", "ministack"]

    def _whole_environment(self) -> dict[str, str]:
        # By default it listens on every interface and is account 000000000000.
        return {
            **self._environment,
            "AUTH": str(self.is_added_to).lower(),
            "BIND_HOST": "127.0.0.1",
            "DOCKER_HOST": "unix:///nonexistent",
            "GATEWAY_PORT": self.port,
            "IOT_MTLS_ENABLED": "0",
            "LAMBDA_EXECUTOR": "local",
            "MINISTACK_ACCOUNT_ID": ACCOUNT,
            "MINISTACK_HOST": "localhost",
            "MINISTACK_REGION": REGION,
            "PYTHONUNBUFFERED": "1",
            "S3_DATA_DIR": str(self._files / "s3"),
            "STATE_DIR": str(self._files / "state"),
            "TMPDIR": str(self._files),
        }

    def _wait(self) -> None:
        until = time.monotonic() + _SECONDS_TO_START
        while time.monotonic() < until:
            assert self._process is not None
            if self._process.poll() is not None:
                raise EmulatorError(
                    f"the emulator ended with exit code {self._process.returncode}:\n"
                    f"{self.last_words()}"
                )
            if self._is_well():
                return
            time.sleep(0.1)
        raise EmulatorError(
            f"the emulator did not answer within {_SECONDS_TO_START} s:\n{self.last_words()}"
        )

    def _is_well(self) -> bool:
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(f"{self.url}/_ministack/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _end(self) -> None:
        if self._process is not None:
            # It has nothing to save, and its functions are in its group.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
        shutil.rmtree(self._files, ignore_errors=True)


def last_lines(log: Path, lines: int = 30) -> str:
    """The end of it; nothing where there is none."""
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    return "\n".join(text.splitlines()[-lines:])


def _free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        port: int = asking.getsockname()[1]
        return port
