"""Compiled packages of a function that this machine cannot load, taken from the Python at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policies.local_run.compiled_files import here, unusable_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from policies.local_run.compiled_files import Unusable
    from policies.local_run.interpreter import Interpreter


class Unloadable(NamedTuple):
    """A package that cannot be loaded here.

    Attributes:
        module: What it is imported as.
        file: The compiled module in it that shows that, the first of them.
        distribution: What it is installed by; None where the package does not tell.
        version: Which one of it.
    """

    module: str
    file: Unusable
    distribution: str | None = None
    version: str | None = None

    def __str__(self) -> str:
        """What to call it, as pip does."""
        return f"{self.distribution}=={self.version}" if self.distribution else self.module


class StandIns(NamedTuple):
    """What is taken from the Python at hand, and what it does not have.

    Attributes:
        taken: Packages for which it has the same version.
        lacking: Packages for which it has none, or another.
    """

    taken: Sequence[Unloadable]
    lacking: Sequence[Unloadable]

    def note(self, python: Interpreter) -> str | None:
        """What to tell of those that are taken."""
        if not self.taken:
            return None
        names = ", ".join(map(str, self.taken))
        first = self.taken[0]
        return (
            f"taken from {python.name} here: {names}; the packaged {first.module} is for "
            f"{first.file.built_for}, and this is {here(python)}"
        )

    def explanation(self, python: Interpreter, folder: Path) -> str | None:
        """What to tell of those that are lacking, once an import has failed."""
        if not self.lacking:
            return None
        first, *others = self.lacking
        more = f" and {len(others)} more" if others else ""
        wanted = " ".join(map(str, self.lacking))
        return (
            f"{first.file.path.relative_to(folder)}{more} cannot be loaded here: it is for "
            f"{first.file.built_for}, and this is {here(python)}; package for this machine, or "
            f"let this Python have it: {python.executable} -m pip install {wanted}"
        )


def stand_ins(roots: Iterable[Path], python: Interpreter, into: Path) -> StandIns:
    """Link what cannot be loaded, and the Python at hand has in the same version, into a folder.

    Args:
        roots: The folders in which modules are looked for; one within another before that.
        python: The Python at hand.
        into: The folder, to be looked in before the others.
    """
    into.mkdir()
    found = _unloadable(roots, python)
    wanted = {each.module: each.distribution for each in found}
    places = python.places_of(wanted) if wanted else {}
    taken, lacking = [], []
    for each in found:
        place, version = places.get(each.module, (None, None))
        if place is None or version != each.version:
            lacking.append(each)
        else:
            (into / place.rpartition("/")[2]).symlink_to(place)
            taken.append(each)
    return StandIns(taken, lacking)


def _unloadable(roots: Iterable[Path], python: Interpreter) -> list[Unloadable]:
    modules: dict[str, Unloadable] = {}
    seen: set[Path] = set()
    for root in roots:
        for file in unusable_files([root], python):
            name = file.path.relative_to(root).parts[0].partition(".")
            # What comes along, such as numpy.libs, is no module.
            is_module = name[0].isidentifier() and not name[2].startswith("libs")
            if file.path not in seen and is_module and name[0] not in modules:
                modules[name[0]] = Unloadable(name[0], file, *_distribution(root, name[0]))
            seen.add(file.path)
    return list(modules.values())


def _distribution(root: Path, module: str) -> tuple[str | None, str | None]:
    """Name and version of what has the module in its list of files."""
    for info in sorted(root.glob("*-*.dist-info")):
        try:
            files = (info / "RECORD").read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            continue
        if any(line.startswith((f"{module}/", f"{module}.")) for line in files):
            name, _, version = info.name.removesuffix(".dist-info").partition("-")
            return name, version
    return None, None
