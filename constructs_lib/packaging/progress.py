"""What a build that takes long says meanwhile."""

from __future__ import annotations

import sys
import time
from typing import Final

# What is over by then needs no words.
_SILENT_SECONDS: Final = 1.0


class Progress:
    """Lines on the standard error, from the moment on at which a build takes long."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._started = time.monotonic()
        self._pending: list[str] = []
        self._is_shown = False

    def say(self, line: str) -> None:
        """The line is shown now, or as soon as the build takes long."""
        self._pending.append(line)
        self.tick()

    def tick(self) -> None:
        """What waits is shown if the build takes long by now."""
        if not self._is_shown:
            if time.monotonic() - self._started < _SILENT_SECONDS:
                return
            self._is_shown = True
            self._print(f"keel: packaging {self._title}")
        for line in self._pending:
            self._print(f"keel:   {line}")
        self._pending.clear()

    def end(self) -> None:
        """Whoever has seen it begin sees how long it took."""
        if self._is_shown:
            self._print(f"keel:   it took {time.monotonic() - self._started:.1f} s")

    @staticmethod
    def _print(line: str) -> None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
