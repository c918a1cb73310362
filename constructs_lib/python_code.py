"""A directory of Python that becomes the code of a function."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from constructs_lib.errors import ConstructError, seen

if TYPE_CHECKING:
    from collections.abc import Sequence

_LISTS = ("exclude", "include", "extras", "groups", "without", "from_source")


@dataclass(frozen=True, slots=True)
class PythonCode:
    """A directory's modules and the packages that it depends on, as one deployment package.

    What it depends on is what its uv.lock says, or else its requirements.txt, or the dependencies
    of its pyproject.toml. uv installs it for the runtime and the architecture of the function, on
    any machine and without Docker. The same input makes the same package, byte for byte; what is
    neither locked nor pinned may be another version tomorrow, and a warning at synthesis names it.

    Modules are those of the directory, or of `src` in it beside a pyproject.toml. Left out are
    tests, caches, hidden files and what a project is built with, such as pyproject.toml.

    Args:
        path: The directory; a relative one is looked for where the app runs.
        project: The directory with the uv.lock or pyproject.toml, where it is another: one project
            for many functions, say. Of `groups` in it those alone are installed.
        exclude: Patterns of its files that are left out as well, such as "*.csv" or "samples/*".
        include: Patterns of its files that are taken although they would be left out.
        extras: Optional dependencies of its pyproject.toml to install.
        groups: Dependency groups of its pyproject.toml to install.
        without: Packages that the runtime or a layer has, such as boto3.
        from_source: Packages of plain Python that have no wheel and may be built on this machine.

    Raises:
        ConstructError: A value is of another type, or, when it is used, the directory cannot become
            a package for the function.

    See: https://docs.aws.amazon.com/lambda/latest/dg/python-package.html
    """

    path: str | Path
    _: KW_ONLY
    project: str | Path | None = None
    exclude: Sequence[str] = ()
    include: Sequence[str] = ()
    extras: Sequence[str] = ()
    groups: Sequence[str] = ()
    without: Sequence[str] = ()
    from_source: Sequence[str] = ()

    def __post_init__(self) -> None:
        for prop in ("path", "project"):
            value = getattr(self, prop)
            if (prop, value) == ("project", None):
                continue
            if not isinstance(value, str | Path) or not str(value):
                raise ConstructError(
                    f"{prop} must be a directory such as 'apps/detector', got {seen(value)}"
                )
        for prop in _LISTS:
            value = getattr(self, prop)
            is_list = isinstance(value, list | tuple)
            if not is_list or not all(isinstance(each, str) for each in value):
                raise ConstructError(f"{prop} must be a list of strings, got {seen(value)}")
            object.__setattr__(self, prop, tuple(value))
