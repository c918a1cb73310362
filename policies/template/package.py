"""A deployment package on the disk: a directory that will be zipped, or an archive."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

# Where counting ends: packages that Lambda takes have tens of thousands of files at most.
_MAXIMUM_ENTRIES: Final = 200_000
# Archives with a longer list of their entries are not opened: what lists 65,535 files, the most
# without ZIP64, takes half of it, and Python takes ten times as much memory.
_MAXIMUM_LIST_BYTES: Final = 16 << 20
# The record at the end of an archive: its mark, where in it the length of the list stands, and how
# far from the end it starts at most, a comment behind it (APPNOTE.TXT, 4.3.16).
_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
_LIST_LENGTH: Final = slice(12, 16)
_LONGEST_COMMENT: Final = 65_535


class Packages(Protocol):
    """Finds the packages of an assembly."""

    def get(self, key: str) -> Package | None:
        """The package that becomes this object in the bucket of the assets."""
        ...


class Package:
    """What is in a package; read when a rule asks, and then once.

    Links are not followed: what they lead to is left out of the size.
    """

    __slots__ = ("_bytes", "_is_whole", "path")

    def __init__(self, path: Path) -> None:
        self.path = path
        # Of each file, by its path from the root of the package.
        self._bytes: dict[str, int] | None = None
        self._is_whole = False

    def __repr__(self) -> str:
        return f"<Package {self.path}>"

    @property
    def unzipped_bytes(self) -> int:
        """How large it is at least; 0 when it cannot be read."""
        return sum(self._read().values())

    @property
    def is_whole(self) -> bool:
        """Whether all of its files are known: none behind a link, none that cannot be read."""
        self._read()
        return self._is_whole

    @property
    def files(self) -> Collection[str]:
        """The paths of its files, from its root."""
        return self._read().keys()

    def names_in(self, folder: str = "") -> frozenset[str]:
        """The names of the files and folders in a folder of it; empty when it has no such one."""
        start = f"{folder}/" if folder else ""
        inside = (file[len(start) :] for file in self._read() if file.startswith(start))
        return frozenset(file.partition("/")[0] for file in inside)

    def _read(self) -> dict[str, int]:
        if self._bytes is None:
            self._bytes = {}
            try:
                read = self._read_directory if self.path.is_dir() else self._read_archive
                self._is_whole = read(self._bytes)
            except (OSError, ValueError):  # no rights, a name that no disk has
                self._is_whole = False
        return self._bytes

    def _read_directory(self, found: dict[str, int]) -> bool:
        pending = [("", str(self.path))]
        is_whole = True
        while pending:
            prefix, directory = pending.pop()
            with os.scandir(directory) as listed:
                for entry in listed:
                    if len(found) == _MAXIMUM_ENTRIES:
                        return False
                    name = f"{prefix}{entry.name}"
                    if entry.is_symlink():
                        found[name] = 0
                        is_whole = is_whole and not entry.is_dir()
                    elif entry.is_dir():
                        pending.append((f"{name}/", entry.path))
                    else:
                        found[name] = entry.stat().st_size
        return is_whole

    def _read_archive(self, found: dict[str, int]) -> bool:
        import zipfile  # noqa: PLC0415 - CDK stages directories; few apps have archives

        if _list_bytes(self.path) > _MAXIMUM_LIST_BYTES:
            return False
        try:
            with zipfile.ZipFile(self.path) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            return False
        for entry in entries[:_MAXIMUM_ENTRIES]:
            if not entry.is_dir():
                found[entry.filename] = entry.file_size
        return len(entries) <= _MAXIMUM_ENTRIES


def _list_bytes(archive: Path) -> int:
    """How long the list of entries is; 0 for what is no archive."""
    with archive.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _END_BYTES - _LONGEST_COMMENT))
        tail = file.read()
    record = tail[max(tail.rfind(_END), 0) :]
    if not record.startswith(_END) or len(record) < _END_BYTES:
        return 0
    return int.from_bytes(record[_LIST_LENGTH], "little")
