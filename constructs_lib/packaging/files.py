"""Files of a package: what is in them, by their path in it."""

from __future__ import annotations

import hashlib
import os
import shutil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# 1980-01-01, the first day that a zip archive can tell.
_MTIME = 315_532_800
_PLAIN, _EXECUTABLE = 0o644, 0o755


class File(NamedTuple):
    """One file: where its content is now, and what it is."""

    path: Path
    size: int
    sha256: str
    is_executable: bool

    @classmethod
    def read(cls, path: Path) -> File:
        """The file at a path, links followed."""
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        status = path.stat()
        return cls(path, status.st_size, digest, bool(status.st_mode & 0o100))


def digest_of(files: Mapping[str, File]) -> str:
    """The same for the same paths, contents and rights; dates, owners and machines do not count."""
    told = hashlib.sha256()
    for name, file in sorted(files.items()):
        told.update(f"{name}\0{file.sha256}\0{file.is_executable:d}\n".encode())
    return told.hexdigest()


def write(files: Mapping[str, File], folder: Path, *, linked: Iterable[str] = ()) -> None:
    """The folder has the files, readable by everybody and of one date.

    Args:
        files: What to write, by path.
        folder: Where; made if it is not there.
        linked: The paths of files that are so already and never change: a hard link does for them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made: set[Path] = set()
    sharing = frozenset(linked)
    for name, file in files.items():
        goal = folder / name
        if goal.parent not in made:
            goal.parent.mkdir(parents=True, exist_ok=True)
            made.add(goal.parent)
        if name in sharing and _linked(file.path, goal):
            continue
        shutil.copyfile(file.path, goal)
        goal.chmod(_EXECUTABLE if file.is_executable else _PLAIN)
        os.utime(goal, (_MTIME, _MTIME))


def is_intact(folder: Path, sizes: Mapping[str, int]) -> bool:
    """Whether the folder has what `write` put into it, and nobody has changed it since."""
    found = 0
    for directory, _, names in os.walk(folder):
        found += len(names)
        for name in names:
            path = os.path.join(directory, name)  # noqa: PTH118 - thousands: Path is slower
            status = os.lstat(path)
            relative = os.path.relpath(path, folder).replace(os.sep, "/")
            if status.st_size != sizes.get(relative) or int(status.st_mtime) != _MTIME:
                return False
    return found == len(sizes)


def _linked(source: Path, goal: Path) -> bool:
    try:
        goal.hardlink_to(source)
    except OSError:  # another disk, or one without links
        return False
    return True
