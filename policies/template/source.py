"""The line of the app's own code that made a construct or set a property."""

from __future__ import annotations

import os
import re
from typing import Any, Final, NamedTuple

# What jsii writes of a frame of the host language: `function (/app/stack.py:12)`.
_FRAME: Final = r".+ \((?P<file>.+?):(?P<line>\d{1,9})(?::\d+)?\)"
# Frames that the user did not write; CDK abbreviates its own in words that are no frames.
_INSTALLED: Final = r"[/\\](?:site-packages|dist-packages|node_modules)[/\\]|^<|^node:"
# Keel's own constructs, where they are not installed but lie beside their app.
_OURS: Final = os.path.join(os.path.dirname(__file__), "..", "..", "constructs_lib", "")  # noqa: PTH118, PTH120 - no pathlib: every start would resolve it


# A path of the file system has 4,096 characters at most; what is longer is no frame, and costs the
# expression above the square of its length.
_LONGEST_FRAME: Final = 8_192


class SourceLine(NamedTuple):
    """A file and a line of it, counted from 1; the file as the synth wrote it."""

    file: str
    line: int


class Sources:
    """What the metadata of a stack tells of the code behind its constructs.

    Read when a finding asks: most traces of a stack are never looked at.
    """

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}
        self._set: dict[tuple[str, str], Any] = {}

    def add(self, path: str, kind: object, data: Any) -> None:
        """Learn from one entry: where a construct was made, or one of its properties set."""
        if kind == "aws:cdk:creationStack":
            self._made[path] = data
        elif kind == "aws:cdk:propertyAssignment" and isinstance(data, dict):
            name = data.get("propertyName")
            if isinstance(name, str):
                self._set[path, name] = data.get("stackTrace")

    def line_of(self, path: str | None, at: str) -> SourceLine | None:
        """Where the property was set, else where the construct or one above it was made."""
        if path is None or len(path) > _LONGEST_FRAME:
            return None
        found = _innermost(self._set.get((path, at.partition(".")[0])))
        while found is None and path:
            found = _innermost(self._made.get(path))
            path = path.rpartition("/")[0]
        return found


def _innermost(frames: Any) -> SourceLine | None:
    """The innermost frame of the user's own code; None when the trace has none."""
    ours = os.path.normpath(_OURS) + os.sep
    for frame in frames if isinstance(frames, list) else ():
        is_frame = isinstance(frame, str) and len(frame) <= _LONGEST_FRAME
        found = re.fullmatch(_FRAME, frame) if is_frame else None
        if (
            found
            and not re.search(_INSTALLED, found["file"])
            and not found["file"].startswith(ours)
        ):
            return SourceLine(found["file"], int(found["line"]))
    return None
