"""Built things by the key of what they were built from; several synths may use them at once."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from constructs_lib.packaging.errors import PackagingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TOLD: Final = "entry.json"
_DAY: Final = 86_400
# What nobody has used for so long is deleted, and so is what an interrupted build left behind.
_KEPT_DAYS: Final = 30
_UNFINISHED: Final = "unfinished-"
_SWEPT: Final = "swept"
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)


class Entry:
    """One built folder and what is known of it."""

    __slots__ = ("folder", "told")

    def __init__(self, place: Path, told: Mapping[str, Any]) -> None:
        self.folder = place / "content"
        self.told = told


class Store:
    """A folder of entries, each complete or not there.

    An entry is built beside its place and renamed into it, so that whoever is interrupted leaves
    nothing half done, and of two that build the same at a time the first one's stays.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    @classmethod
    def of_user(cls) -> Store:
        """`KEEL_CACHE_DIR`, or else `lambda-keel` where the user's caches are.

        Raises:
            PackagingError: Nobody says where that is.
        """
        own = os.environ.get("KEEL_CACHE_DIR")
        if own:
            return cls(Path(own).absolute())
        try:
            caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        except RuntimeError:
            raise PackagingError(
                "builds cannot be kept, as there is no home directory; set KEEL_CACHE_DIR to a "
                "folder that can be written"
            ) from None
        return cls(Path(caches) / "lambda-keel")

    def get(self, kind: str, key: str) -> Entry | None:
        """The entry, or None when it has to be built."""
        place = self._root / kind / key
        try:
            told = json.loads((place / _TOLD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(told, dict):
            return None
        with suppress(OSError):  # a store that is only read, in a pipeline
            if time.time() - (place / _TOLD).stat().st_mtime > _DAY:
                os.utime(place / _TOLD)
        return Entry(place, told)

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A folder to build in, on the disk of the store; gone afterwards.

        Raises:
            PackagingError: The store cannot be written to, or its disk is full.
        """
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            self._ignore()
            self._sweep()
            folder = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=self._root))
        except OSError as error:
            raise PackagingError(
                f"builds cannot be kept in {self._root} ({error.strerror}); set KEEL_CACHE_DIR to "
                "a folder that can be written"
            ) from None
        try:
            yield folder
        except OSError as error:
            if error.errno not in _FULL:
                raise
            raise PackagingError(
                f"builds cannot be kept in {self._root} ({error.strerror}); make room, or set "
                "KEEL_CACHE_DIR to a folder on another disk"
            ) from None
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def put(self, kind: str, key: str, built: Path, told: Mapping[str, Any]) -> Entry:
        """The entry is there, made of the folder that was built; or another's of the same key.

        Args:
            kind: What sort of thing it is.
            key: What it was built from.
            built: A folder within one that `building` gave; it is moved.
            told: What to know of it, as JSON has it.
        """
        staged = built.parent / "staged"
        staged.mkdir()
        built.rename(staged / "content")
        (staged / _TOLD).write_text(json.dumps(told), encoding="utf-8")
        place = self._root / kind / key
        place.parent.mkdir(exist_ok=True)
        try:
            staged.rename(place)
        except OSError:
            # Somebody was faster, and what they have is the same; or what is there is damaged.
            if self.get(kind, key) is None:
                place.rename(built.parent / "damaged")
                staged.rename(place)
        return Entry(place, told)

    def drop(self, kind: str, key: str) -> None:
        """The entry is not there any more; in one step, for those who look at the same time."""
        with self.building() as folder, suppress(FileNotFoundError):
            (self._root / kind / key).rename(folder / "dropped")

    def _ignore(self) -> None:
        ignored = self._root / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")

    def _sweep(self) -> None:
        """Once a day, what is old goes."""
        swept = self._root / _SWEPT
        now = time.time()
        if swept.exists() and now - swept.stat().st_mtime < _DAY:
            return
        swept.touch()
        for place in [*self._root.glob("*/*/"), *self._root.glob(f"{_UNFINISHED}*")]:
            is_entry = not place.name.startswith(_UNFINISHED)
            if is_entry and place.parent.name.startswith(_UNFINISHED):
                continue
            used = place / _TOLD if is_entry else place
            with suppress(OSError):
                if now - used.stat().st_mtime > (_KEPT_DAYS if is_entry else 1) * _DAY:
                    shutil.rmtree(place, ignore_errors=True)
