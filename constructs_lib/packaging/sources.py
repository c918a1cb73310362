"""The modules of a directory: what of it becomes part of a package."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Final

from constructs_lib.packaging.errors import PackagingError
from constructs_lib.packaging.files import File

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# In any folder: tests, and what tools and machines write.
_NEVER: Final = (
    ".*",
    "__pycache__",
    "*.py[co]",
    "*.egg-info",
    "cdk.out",
    "node_modules",
    "tests",
    "test_*.py",
    "*_test.py",
    "conftest.py",
)
# At the root: what a project is built and checked with.
_PROJECT: Final = (
    "/dist",
    "/build",
    "/test",
    "/pyproject.toml",
    "/uv.lock",
    "/uv.toml",
    "/poetry.lock",
    "/poetry.toml",
    "/pylock*.toml",
    "/Pipfile*",
    "/requirements*.txt",
    "/requirements*.in",
    "/constraints*.txt",
    "/setup.py",
    "/setup.cfg",
    "/tox.ini",
    "/noxfile.py",
    "/Makefile",
    "/Dockerfile*",
    "/README*",
    "/CHANGELOG*",
)
_ENVIRONMENT: Final = "pyvenv.cfg"


def root_of(directory: Path) -> Path:
    """Where the modules are: in `src` beside a pyproject.toml, or else in the directory itself."""
    within = directory / "src"
    return within if (directory / "pyproject.toml").is_file() and within.is_dir() else directory


def project_files(root: Path) -> dict[str, File]:
    """What a project is built from, by path: its modules, and what tells how to build it.

    Raises:
        PackagingError: As `sources` does.
    """
    return _read(_walk(root, "", (*_NEVER, "/dist", "/build"), (), ()))


def sources(root: Path, *, exclude: Sequence[str], include: Sequence[str]) -> dict[str, File]:
    """The files that belong into the package, by their path in it; links are what they lead to.

    Args:
        root: The directory.
        exclude: Patterns of what is left out as well. One without a slash is compared with the
            name of each file and folder, one with a slash with the path from the root.
        include: Patterns of what is taken although it would be left out.

    Raises:
        PackagingError: A link leads nowhere or in a circle, or a file cannot be read.
    """
    return _read(_walk(root, "", (*_NEVER, *_PROJECT, *exclude), include, ()))


def _read(walked: Iterator[tuple[str, Path]]) -> dict[str, File]:
    try:
        return {name: File.read(path) for name, path in walked}
    except OSError as error:
        raise PackagingError(f"{error.filename} cannot be read: {error.strerror}") from None


def _walk(
    folder: Path, prefix: str, exclude: Sequence[str], include: Sequence[str], above: Sequence[Path]
) -> Iterator[tuple[str, Path]]:
    real = folder.resolve()
    if real in above:
        raise PackagingError(f"{folder} is a link to a folder that it is in")
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        name, path = f"{prefix}{entry.name}", Path(entry.path)
        is_left_out = _matches(name, exclude)
        if not path.exists():
            if is_left_out and not _is_within(name, include):
                continue  # some editors keep their locks as such links
            raise PackagingError(f"{path} is a link to what does not exist")
        if entry.is_dir():
            if is_left_out and not include:
                continue
            if (path / _ENVIRONMENT).is_file():
                continue
            # Within what is left out, only what is asked for comes along.
            less = ("*",) if is_left_out else exclude
            yield from _walk(path, f"{name}/", less, include, (*above, real))
        elif path.is_file() and (not is_left_out or _is_within(name, include)):
            if not _is_unicode(name):
                raise PackagingError(f"{str(path)!r} has a name that is no UTF-8; rename it")
            yield name, path


def _is_unicode(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _matches(name: str, patterns: Sequence[str]) -> bool:
    base = name.rpartition("/")[2]
    return any(
        fnmatchcase(name if "/" in pattern else base, pattern.strip("/")) for pattern in patterns
    )


def _is_within(name: str, patterns: Sequence[str]) -> bool:
    """Whether a pattern names the file or a folder that it is in."""
    parts = name.split("/")
    return any(_matches("/".join(parts[: end + 1]), patterns) for end in range(len(parts)))
