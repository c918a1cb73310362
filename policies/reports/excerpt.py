"""The line of a file that a finding is about."""

from __future__ import annotations

import os
from stat import S_ISREG
from typing import TYPE_CHECKING, Final

from policies.reports.plain import plain

if TYPE_CHECKING:
    from policies.reports.place import Place

_LONGEST: Final = 96
# Lines beyond are in generated files, and not worth reading all that stands before them.
_MOST_BYTES: Final = 4_000_000


class Excerpts:
    """Lines of files, each file read once; none of a file that is not there any more.

    A path that an assembly's metadata tells is anybody's to write: such a file is quoted when it
    lies below the working directory, links followed, and not otherwise.
    """

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}

    def line(self, place: Place, *, is_told: bool = False) -> str:
        """The text of a line without its indentation, cut where it is long; empty for a bracket.

        Args:
            place: The file and the line.
            is_told: Whether the metadata of an assembly names the file.
        """
        if is_told and not _is_below_here(place.file):
            return ""
        if place.file not in self._lines:
            self._lines[place.file] = _lines(place.file)
        lines = self._lines[place.file]
        if not 0 < place.line <= len(lines):
            return ""
        text = plain(lines[place.line - 1].strip())
        if not any(map(str.isalnum, text)):
            return ""
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def _is_below_here(file: str) -> bool:
    try:
        here = os.path.realpath(os.getcwd())  # noqa: PTH109 - no pathlib, as below
        return os.path.realpath(file).startswith(os.path.join(here, ""))  # noqa: PTH118
    except (OSError, ValueError):
        return False


def _lines(file: str) -> list[str]:
    try:
        # A pipe would be waited for.
        if not S_ISREG(os.stat(file).st_mode):  # noqa: PTH116
            return []
        with open(file, "rb") as stream:  # noqa: PTH123 - a report opens few files, and pathlib none
            return stream.read(_MOST_BYTES).decode("utf-8", "replace").split("\n")
    except (OSError, ValueError):
        return []
