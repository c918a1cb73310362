"""What several directories depend on alike."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from constructs_lib.packaging.dependencies import Dependencies
from constructs_lib.packaging.errors import PackagingError
from constructs_lib.packaging.package import Contents, contents, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from constructs_lib.packaging.dependencies import Installed
    from constructs_lib.packaging.target import Target
    from constructs_lib.python_code import PythonCode


_REGULAR: Final = "__init__.py"


class SharedCode(NamedTuple):
    """What several directories share, as the content of a layer.

    Attributes:
        name: What to call it.
        codes: The directories.
        needed_by: How many of them have to need a package.
    """

    name: str
    codes: Sequence[PythonCode]
    needed_by: int

    def contents(self, target: Target) -> Contents:
        """What they share, installed for the target.

        Raises:
            PackagingError: As `shared_contents` does, or a directory cannot become a package.
        """
        return shared_contents(
            [contents(code, target) for code in self.codes], needed_by=self.needed_by
        )


def shared_contents(inside: Sequence[Contents], *, needed_by: int) -> Contents:
    """The packages that at least so many of the directories depend on, in one version.

    Two packages that are parts of one module, which Python finds in one place only, are shared
    together or not at all.

    Raises:
        PackagingError: They share none, or another version or build of one.
    """
    found: dict[str, tuple[Installed, Contents]] = {}
    counts: Counter[str] = Counter()
    for each in inside:
        for name, package in each.installed.packages.items():
            counts[name] += 1
            first, place = found.setdefault(name, (package, each))
            _require_same(first, place, package, each)
    names = {name for name, count in counts.items() if count >= needed_by}
    for each in inside:
        names = _undivided(names, each.installed.packages)
    if not names:
        depend = "; ".join(
            f"{shown(each.place)} on {', '.join(sorted(each.installed.packages)) or 'none'}"
            for each in inside
        )
        raise PackagingError(f"codes must share a package, got none: {depend}")
    packages = {name: found[name][0] for name in sorted(names)}
    files = {
        file: found[name][1].installed.files[file]
        for name, package in packages.items()
        for file in package.files
    }
    unpinned = {name for each in inside for name in each.installed.unpinned} & names
    return Contents(inside[0].place, {}, Dependencies(files, packages, sorted(unpinned)))


def _require_same(
    first: Installed, first_place: Contents, second: Installed, second_place: Contents
) -> None:
    if first.digest == second.digest:
        return
    what = "version" if first.version != second.version else "build"
    raise PackagingError(
        f"{first.name} must be of one {what} to be shared, got {first.version} in "
        f"{shown(first_place.place)} and {second.version} in {shown(second_place.place)}"
    )


def _undivided(names: set[str], packages: Mapping[str, Installed]) -> set[str]:
    """The names without those that have parts of a module with a package that is not shared."""
    owners = {file: name for name, package in packages.items() for file in package.files}
    regular = {
        file.removesuffix("/__init__.py") for file in owners if file.endswith("/__init__.py")
    }
    parts: dict[str, set[str]] = {}
    for file, name in owners.items():
        folder = file
        while "/" in folder:
            folder = folder.rpartition("/")[0]
            if folder in regular:
                parts.setdefault(folder, set()).add(name)
    together = [holders for holders in parts.values() if len(holders) > 1]
    kept = set(names)
    while divided := [each for each in together if each & kept and each - kept]:
        kept -= set().union(*divided)
    return kept
