"""The packages that a directory depends on, installed for the target and freed of what changes."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import sys
from email.parser import HeaderParser
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from constructs_lib.packaging import uv
from constructs_lib.packaging.declarations import normalized
from constructs_lib.packaging.errors import PackagingError
from constructs_lib.packaging.files import File, digest_of, is_intact, write
from constructs_lib.packaging.sources import project_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from constructs_lib.packaging.declarations import Declaration, LocalProject
    from constructs_lib.packaging.progress import Progress
    from constructs_lib.packaging.store import Entry, Store
    from constructs_lib.packaging.target import Target

# Another form of what is kept is another kind: entries of other versions of Keel are left alone.
_KIND: Final = "dependencies-1"
# Scripts begin with the path of the Python that installed them, and Lambda calls none.
_NEVER: Final = frozenset({"bin", "Scripts", "__pycache__", ".lock"})
# What an installer writes of itself and of where it took the package from.
_OF_INSTALLERS: Final = frozenset(
    {"INSTALLER", "REQUESTED", "direct_url.json", "uv_build.json", "uv_cache.json"}
)
_RECORD: Final = "RECORD"
_TESTS: Final = "tests"
_IMPORTS_TESTS: Final = re.compile(rb"^\s*(?:from|import)\s[^\n#]*\btests\b", re.MULTILINE)


class Installed(NamedTuple):
    """One package.

    Attributes:
        name: As indexes compare it.
        version: Which one.
        digest: Of its files: two builds of one version may differ.
        files: Its paths from the root.
    """

    name: str
    version: str
    digest: str
    files: tuple[str, ...]


class Dependencies(NamedTuple):
    """What is installed.

    Attributes:
        files: All of it, by path.
        packages: Whose files they are, by name.
        unpinned: The packages of which another synth may get another version.
    """

    files: Mapping[str, File]
    packages: Mapping[str, Installed]
    unpinned: Sequence[str]


NONE: Final = Dependencies({}, {}, ())


def dependencies(
    declared: Declaration,
    *,
    target: Target,
    from_source: Sequence[str],
    store: Store,
    progress: Progress,
) -> Dependencies:
    """What a directory depends on, from the store, or else installed there.

    Raises:
        PackagingError: uv cannot install it for the target.
    """
    plain = sorted(map(normalized, from_source))
    local = {each.name for each in declared.local}
    told = f"{target.python} {target.platform} {plain} {declared.inputs}"
    key = hashlib.sha256(told.encode()).hexdigest()
    entry = store.get(_KIND, key)
    if entry is not None:
        if is_intact(
            entry.folder, {name: size for name, (size, *_) in entry.told["files"].items()}
        ):
            return _of(entry)
        store.drop(_KIND, key)
    with store.building() as folder:
        progress.say(f"installing what {declared.place} says")
        try:
            wheels = [_wheel(each, folder, progress) for each in declared.local]
            command = _command(declared, wheels, plain, target, folder)
            _run(command, declared.root, cache_first=declared.is_locked, progress=progress)
        except uv.UvError as error:
            raise uv.refusal(error, place=declared.place, target=target) from None
        installed = folder / "installed"
        files, packages = _described(installed, built_here={*plain, *local})
        _require_plain({*plain, *local}, packages, installed)
        write(files, folder / "normal")
        content: dict[str, Any] = {
            "files": {
                name: (file.size, file.sha256, file.is_executable) for name, file in files.items()
            },
            "packages": packages,
            "unpinned": []
            if declared.is_locked
            else sorted({each.name for each in packages} - declared.pins - local),
        }
        return _of(store.put(_KIND, key, folder / "normal", content))


def _of(entry: Entry) -> Dependencies:
    told = entry.told
    files = {name: File(entry.folder / name, *known) for name, known in told["files"].items()}
    packages = [
        Installed(name, version, digest, tuple(own))
        for name, version, digest, own in told["packages"]
    ]
    return Dependencies(files, {each.name: each for each in packages}, told["unpinned"])


def _wheel(project: LocalProject, folder: Path, progress: Progress) -> str:
    """The requirement that names the wheel which the project has become.

    It is built from a copy: uv would take a project for unchanged while its pyproject.toml is, and
    some backends leave files behind that are part of the next wheel.
    """
    copy, goal = folder / f"{project.name}-source", folder / f"{project.name}-wheel"
    write(project_files(project.path), copy)
    command = ["build", "--wheel", "--python", sys.executable, "--out-dir", str(goal), str(copy)]
    _run(command, folder, cache_first=True, progress=progress)
    [wheel] = goal.glob("*.whl")
    return project.requirement(wheel)


def _command(
    declared: Declaration,
    wheels: Sequence[str],
    from_source: Sequence[str],
    target: Target,
    folder: Path,
) -> list[str]:
    """What uv is told, to install into the folder `installed` of the one to build in."""
    arguments = list(declared.arguments)
    if declared.text or wheels:
        listed = folder / "requirements.txt"
        listed.write_text("\n".join([declared.text, *wheels]), encoding="utf-8")
        arguments += ["-r", str(listed)]
    return [
        *("pip", "install", "--target", str(folder / "installed"), "--python", sys.executable),
        *("--python-version", target.python, "--python-platform", target.platform),
        *("--no-installer-metadata", "--only-binary", ":all:"),
        *(flag for name in from_source for flag in ("--no-binary", name)),
        *(["--no-deps"] if declared.is_complete else []),
        # Whoever writes hashes writes them for what their packages depend on as well.
        *(["--require-hashes"] if declared.is_locked and not declared.is_complete else []),
        *arguments,
    ]


def _run(command: Sequence[str], cwd: Path, *, cache_first: bool, progress: Progress) -> None:
    """What uv was told is done, with the network only where that may make a difference.

    What is locked is the same from wherever it comes: the cache is asked first. What is not may be
    newer by now: the index is asked, and the cache only when it cannot be reached.

    Raises:
        UvError: It could not.
    """
    first, second = (["--offline"], []) if cache_first else ([], ["--offline"])
    try:
        uv.run([*command, *first], cwd=cwd, progress=progress)
    except uv.UvError as error:
        if not error.is_unreachable:
            raise
        try:
            uv.run([*command, *second], cwd=cwd, progress=progress)
        except uv.UvError as again:
            raise (again if cache_first else error) from None


def _described(installed: Path, *, built_here: set[str]) -> tuple[dict[str, File], list[Installed]]:
    """What is kept of the packages, and which they are."""
    files: dict[str, File] = {}
    packages: list[Installed] = []
    for info in sorted(installed.glob("*.dist-info")):
        own = _kept(installed, info)
        record = _record(installed, info.name, own)
        metadata = HeaderParser().parsestr((info / "METADATA").read_text(encoding="utf-8"))
        name, version = normalized(str(metadata["Name"])), str(metadata["Version"])
        if name in built_here:
            _forget_builder(info / "WHEEL")
        found = {each: File.read(installed / each) for each in (*own, record)}
        packages.append(Installed(name, version, digest_of(found), tuple(found)))
        files |= found
    return files, packages


def _forget_builder(file: Path) -> None:
    """Which release of a build backend made a wheel here changes nothing of what it does."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.unlink()  # it may be a link into uv's cache
    kept = [line for line in lines if not line.startswith("Generator:")]
    file.write_text("".join(kept), encoding="utf-8", newline="\n")


def _kept(installed: Path, info: Path) -> list[str]:
    """The paths of a package's files that a function may need."""
    names = sorted(_recorded(info))
    present = [name for name in names if (installed / name).is_file() and not _is_dropped(name)]
    tested = [name for name in present if _TESTS in name.split("/")[:-1]]
    if not tested or _uses_tests(installed, set(present) - set(tested)):
        return present
    return [name for name in present if name not in set(tested)]


def _recorded(info: Path) -> Iterator[str]:
    for row in csv.reader(io.StringIO((info / _RECORD).read_text(encoding="utf-8"))):
        name = row[0].replace("\\", "/")
        if not name.startswith(("/", "../")) and not name.endswith(f".dist-info/{_RECORD}"):
            yield name


def _is_dropped(name: str) -> bool:
    *folders, base = name.split("/")
    if base.endswith((".pyc", ".pyo")) or not _NEVER.isdisjoint(folders[:1]):
        return True
    in_info = bool(folders) and folders[0].endswith(".dist-info")
    return "__pycache__" in folders or (in_info and base in _OF_INSTALLERS)


def _uses_tests(installed: Path, names: set[str]) -> bool:
    """Whether a module imports from a folder of tests, as astropy does: then it has to stay."""
    modules = (installed / name for name in names if name.endswith(".py"))
    return any(_IMPORTS_TESTS.search(module.read_bytes()) for module in modules)


def _record(installed: Path, info: str, names: Sequence[str]) -> str:
    """The list of a package's files says what is left of it; importlib.metadata reads it."""
    name = f"{info}/{_RECORD}"
    rows = [f'"{each}",,' if "," in each else f"{each},," for each in (*names, name)]
    (installed / name).unlink()  # it may be a link into uv's cache
    (installed / name).write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    return name


def _require_plain(names: set[str], packages: Sequence[Installed], installed: Path) -> None:
    """What was built here has nothing that was compiled here."""
    for package in packages:
        if package.name not in names:
            continue
        wheels = [installed / name for name in package.files if name.endswith(".dist-info/WHEEL")]
        tags = HeaderParser().parsestr(wheels[0].read_text(encoding="utf-8")).get_all("Tag", [])
        if not all(tag.endswith("-none-any") for tag in tags):
            raise PackagingError(
                f"{package.name} was compiled for this machine ({', '.join(tags)}), not for "
                "Lambda; put a wheel of it into an index"
            )
