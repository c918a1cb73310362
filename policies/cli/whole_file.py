"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from tempfile import mkstemp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """The file holds the text; what it held before stays until all of that is written.

    A device or a pipe is written to as it is, and a link goes on leading to its file.

    Raises:
        OSError: It cannot be written; it is as it was.
        ValueError: Its name holds a null character.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        target.write_text(text, encoding="utf-8")
        return
    mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
    handle, name = mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(name, mode)  # noqa: PTH101 - the name of a file that is not the user's
        os.replace(name, target)  # noqa: PTH105 - as above
    except BaseException:
        os.unlink(name)  # noqa: PTH108 - as above
        raise


def _umask() -> int:
    was = os.umask(0o077)
    os.umask(was)
    return was
