"""What a directory says it depends on: a lock, requirements, or a project alone."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from constructs_lib.packaging import uv
from constructs_lib.packaging.errors import PackagingError
from constructs_lib.packaging.files import digest_of
from constructs_lib.packaging.sources import project_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from constructs_lib.packaging.progress import Progress
    from constructs_lib.packaging.store import Store

_NAME: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
# A branch of git, or none, is not one commit.
_MOVING: Final = r"@\s*git\+(?!\S*@[0-9a-f]{40}\b)"
_PIN: Final = re.compile(
    r"^\s*([A-Za-z0-9._-]+)\s*(?:\[[^]]*\])?\s*"
    rf"(?:={{2,3}}[^*,;]+(?:;|$)|(?!{_MOVING})@)"
)
# A name with versions that uv.lock repeats as they are written, and nothing more than a marker.
_BOUND: Final = r"\s*(?:[=!~]=|[<>]=?)\s*(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*(?:\.\*)?\s*"
_BOUNDED: Final = re.compile(
    rf"\s*[A-Za-z0-9._-]+\s*(?:\[[^]]*\])?\s*((?:{_BOUND}(?:,{_BOUND})*)?)(?:;.*)?"
)
# Where a lock has a dependency from that is of no index, and so of no version.
_ELSEWHERE: Final = frozenset({"git", "url", "path", "directory", "editable", "virtual"})
_OPTION: Final = re.compile(r"(-[a-z]|--[a-z-]+)(?:\s+|=)?(.*)")
_INCLUDED: Final = ("-r", "--requirement")
_CONSTRAINED: Final = ("-c", "--constraint")
# How the lines of a file of constraints are marked, of which only the pins matter.
_PINNED: Final = "--pinned "
_EDITABLE: Final = ("-e", "--editable")
_FIND_LINKS: Final = ("-f", "--find-links")
# What says the same as one of those that are read, and who can say it so.
_UNREAD: Final = {
    "poetry.lock": "poetry export -f requirements.txt -o requirements.txt",
    "Pipfile.lock": "pipenv requirements --hash > requirements.txt",
    "pylock.toml": "uv lock",
    "pdm.lock": "pdm export -o requirements.txt",
    "environment.yml": "a requirements.txt",
}


class LocalProject(NamedTuple):
    """A project in a directory of its own, which becomes a wheel before it is installed.

    Attributes:
        name: As indexes compare it.
        path: The directory.
        extras: Which of its optional dependencies are wanted, `[xml]`.
        marker: Where it is wanted, `; python_version < "3.13"`.
    """

    name: str
    path: Path
    extras: str = ""
    marker: str = ""

    def requirement(self, wheel: Path) -> str:
        """The line that asks for it, once it is a wheel."""
        return f"{self.name}{self.extras} @ {wheel.as_uri()} {self.marker}".rstrip()


@dataclass(frozen=True, slots=True)
class Declaration:
    """What uv is to install.

    Attributes:
        place: The file that says it, for messages.
        root: The directory that its paths start from.
        arguments: What uv takes it from, where it is a file of the directory.
        text: The requirements, where they are not in such a file.
        inputs: Everything that is read on the way: builds of the same inputs are the same.
        local: The projects beside it that are built from their source.
        is_locked: Whether every package is named with version and hash.
        is_complete: Whether that is known to be all of them, so that nobody has to look.
        pins: The packages that are named with their version.
    """

    place: str
    root: Path
    arguments: tuple[str, ...] = ()
    text: str = ""
    inputs: str = ""
    local: tuple[LocalProject, ...] = ()
    is_locked: bool = False
    is_complete: bool = False
    pins: frozenset[str] = frozenset()


def declaration(
    directory: Path,
    *,
    extras: Sequence[str],
    groups: Sequence[str],
    groups_alone: bool,
    store: Store,
    progress: Progress,
) -> Declaration | None:
    """What the directory depends on: as uv.lock says, requirements.txt, or pyproject.toml alone.

    Args:
        directory: Where one of these is.
        extras: Optional dependencies of the pyproject.toml that are wanted as well.
        groups: Its dependency groups that are wanted as well.
        groups_alone: Whether the groups are wanted without the project's own dependencies.
        store: Where what is read out of a lock is kept.
        progress: Whom to tell of it.

    Raises:
        PackagingError: What it says cannot be read, or only by another tool.
    """
    project = _project(directory)
    lock = _lock_of(directory) if project is not None else None
    if lock is not None and project is not None:
        _require_current(directory, project, lock)
        group = "--only-group" if groups_alone else "--group"
        asked = [*(f"--extra={each}" for each in extras), *(f"{group}={each}" for each in groups)]
        text = _exported(directory, lock, asked, store=store, progress=progress)
        return _locked(lock, text)
    if (directory / "requirements.txt").is_file():
        if extras or groups:
            raise PackagingError(
                f"extras and groups must be of a pyproject.toml, got a requirements.txt in "
                f"{directory}"
            )
        return _listed(directory / "requirements.txt")
    for name, command in _UNREAD.items():
        if (directory / name).is_file():
            raise PackagingError(f"{directory / name} is not read; write {command}")
    if project is None:
        if extras or groups:
            raise PackagingError(
                f"extras and groups must be of a pyproject.toml, got none in {directory}"
            )
        return None
    if groups and groups_alone:
        return _unlocked(directory, project, [], [f"--group={each}" for each in groups])
    wanted = [
        *project["project"].get("dependencies", ()),
        *(each for extra in extras for each in _extra(directory, project, extra)),
    ]
    asked = [*(f"--extra={each}" for each in extras), *(f"--group={each}" for each in groups)]
    if not wanted and not groups:
        return None
    return _unlocked(directory, project, wanted, ["-r", "pyproject.toml", *asked])


def normalized(name: str) -> str:
    """The name as indexes compare it.

    See: https://packaging.python.org/en/latest/specifications/name-normalization/
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def _project(directory: Path) -> dict[str, Any] | None:
    """The pyproject.toml that declares a project; one of settings alone does not."""
    file = directory / "pyproject.toml"
    if not file.is_file():
        return None
    table = _toml(file)
    if "project" in table:
        _require_tables(file, table)
        return table
    if "poetry" in table.get("tool", {}) and not (directory / "requirements.txt").is_file():
        raise PackagingError(
            f"{file} has no [project]; write poetry export -f requirements.txt -o requirements.txt"
        )
    return None


def _require_tables(file: Path, table: dict[str, Any]) -> None:
    """What is read of it here are tables; of all else uv complains."""
    for path in (
        ("project",),
        ("project", "optional-dependencies"),
        ("dependency-groups",),
        ("tool", "uv", "sources"),
    ):
        found: Any = table
        for key in path:
            found = found.get(key, {})
            if not isinstance(found, dict):
                raise PackagingError(f"{file}: {'.'.join(path)} must be a table, got {found!r}")


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PackagingError(f"{file} cannot be read: {error}") from None


def _lock_of(directory: Path) -> Path | None:
    """The uv.lock of the project, or of the workspace that it is a member of."""
    own = directory / "uv.lock"
    if own.is_file():
        return own
    for parent in directory.parents:
        lock, project = parent / "uv.lock", parent / "pyproject.toml"
        if lock.is_file() and project.is_file():
            workspace = _toml(project).get("tool", {}).get("uv", {}).get("workspace", {})
            relative = directory.relative_to(parent).as_posix()
            members = workspace.get("members", ())
            return lock if any(fnmatchcase(relative, each.strip("/")) for each in members) else None
    return None


def _locked(lock: Path, text: str) -> Declaration:
    lines = text.splitlines()
    local = _local_projects(lines, lock.parent)
    return Declaration(
        place=str(lock),
        root=lock.parent,
        text="\n".join(line for line in lines if line not in local),
        inputs=_digest(text, *_contents(local.values())),
        local=tuple(local.values()),
        is_locked=True,
        is_complete=True,
    )


def _exported(
    directory: Path, lock: Path, asked: Sequence[str], *, store: Store, progress: Progress
) -> str:
    """The part of the lock that the project needs, as requirements with hashes."""
    projects = (directory / "pyproject.toml", lock.parent / "pyproject.toml", lock)
    key = _digest(*(file.read_bytes() for file in projects), str(asked), str(directory))
    known = store.get("locks", key)
    if known is not None:
        return str(known.told["text"])
    with store.building() as folder:
        text = folder / "requirements.txt"
        try:
            uv.run(
                [
                    *("export", "--frozen", "--no-default-groups", "--no-emit-project"),
                    *("--no-header", "--no-annotate", "--no-editable", "--quiet"),
                    *("--format=requirements.txt", "--output-file", str(text), *asked),
                ],
                cwd=directory,
                progress=progress,
            )
        except uv.UvError as error:
            raise PackagingError(f"{lock}: {uv.in_one_line(error)}") from None
        (folder / "nothing").mkdir()
        content = {"text": text.read_text(encoding="utf-8")}
        return str(store.put("locks", key, folder / "nothing", content).told["text"])


def _require_current(directory: Path, project: dict[str, Any], lock: Path) -> None:
    """The lock knows every dependency of the project: a new one may be missing from an old lock."""
    name = normalized(str(project["project"].get("name", "")))
    dependencies = project["project"].get("dependencies", ())
    wanted = {_name_of(each) for each in dependencies}
    for package in _toml(lock).get("package", ()):
        if normalized(package["name"]) == name:
            told = package.get("metadata", {}).get("requires-dist", ())
            missing = sorted(wanted - {normalized(each["name"]) for each in told})
            if missing:
                raise PackagingError(
                    f"{lock} does not have {', '.join(missing)} of {directory / 'pyproject.toml'}; "
                    "run uv lock"
                )
            for each in dependencies:
                _require_same_bounds(each, told, directory / "pyproject.toml", lock)


def _require_same_bounds(
    requirement: str, told: Sequence[Mapping[str, Any]], project: Path, lock: Path
) -> None:
    """The lock was made for the versions that the project asks for now; plain ones are compared."""
    asked = _BOUNDED.fullmatch(requirement)
    own = [each for each in told if normalized(each["name"]) == _name_of(requirement)]
    if asked is None or any(not each.keys().isdisjoint(_ELSEWHERE) for each in own):
        return
    known = [each.get("specifier", "") for each in own]
    if _bounds(asked[1]) not in map(_bounds, known):
        raise PackagingError(
            f"{lock} was made for {_name_of(requirement)}{' or '.join(known)}, and {project} asks "
            f"for {requirement!r}; run uv lock"
        )


def _bounds(specifier: str) -> frozenset[str]:
    return frozenset(re.sub(r"\s", "", specifier).split(","))


def _listed(file: Path) -> Declaration:
    lines = list(_lines(file, set()))
    local = _local_projects(lines, file.parent)
    folders = [path for path in _found_links(lines, file.parent) if path.is_dir()]
    names = [line for line in lines if not line.startswith("-")]
    pinned = [line for line in lines if line.startswith(_PINNED)]
    # What is built here has no hash, and depends on what may have none.
    is_locked = bool(names) and not local and all("--hash" in line for line in names)
    return Declaration(
        place=str(file),
        root=file.parent,
        # Only uv knows all that may be in such a file; but it does not know of changed projects.
        arguments=() if local else ("-r", file.name),
        text="\n".join(each for each in lines if each not in {*local, *pinned}) if local else "",
        inputs=_digest(
            "\n".join(lines),
            *_contents(local.values()),
            *_wheels(lines, file.parent),
            *_listings(folders),
            *(() if is_locked else _settings(file.parent)),
        ),
        local=tuple(local.values()),
        is_locked=is_locked,
        pins=_pins([*names, *pinned]),
    )


def _unlocked(
    directory: Path, project: dict[str, Any], wanted: Sequence[str], asked: Sequence[str]
) -> Declaration:
    local: dict[str, LocalProject] = {}
    _collect_sources(directory, project, local)
    arguments = (*asked, *(f"--no-sources-package={name}" for name in local))
    grouped = [
        each
        for group in project.get("dependency-groups", {}).values()
        for each in group
        if isinstance(each, str)
    ]
    return Declaration(
        place=str(directory / "pyproject.toml"),
        root=directory,
        arguments=arguments,
        inputs=_digest(
            str(arguments),
            str(project),
            *_contents(local.values()),
            *_wheels([str(directory / path) for path in _paths(project)], directory),
            *_settings(directory),
        ),
        local=tuple(local.values()),
        pins=_pins([*wanted, *grouped]),
    )


def _collect_sources(
    directory: Path, project: dict[str, Any], found: dict[str, LocalProject]
) -> None:
    """The projects beside it that a project takes its dependencies from, and theirs."""
    for told, source in project.get("tool", {}).get("uv", {}).get("sources", {}).items():
        name = normalized(told)
        if name in found or not isinstance(source, dict | list):
            continue  # of what is neither, uv complains
        if isinstance(source, list) or source.get("workspace"):
            where = "several places" if isinstance(source, list) else "a workspace"
            raise PackagingError(
                f"{directory / 'pyproject.toml'} takes {name} from {where}, but there is no "
                "uv.lock that says which; run uv lock"
            )
        path = (directory / source["path"]).resolve() if "path" in source else None
        if path is not None and path.is_dir():
            found[name] = LocalProject(name, path)
            _collect_sources(path, _toml(path / "pyproject.toml"), found)


def _paths(project: dict[str, Any]) -> list[str]:
    told = project.get("tool", {}).get("uv", {}).get("sources", {}).values()
    return [source["path"] for source in told if isinstance(source, dict) and "path" in source]


def _extra(directory: Path, project: dict[str, Any], extra: str) -> list[str]:
    known: dict[str, list[str]] = project["project"].get("optional-dependencies", {})
    if extra not in known:
        raise PackagingError(
            f"extras must be of {directory / 'pyproject.toml'}, got {extra!r}; it has "
            f"{', '.join(known) or 'none'}"
        )
    return known[extra]


def _lines(file: Path, seen: set[Path]) -> Iterator[str]:
    """The lines of a requirements file and of those that it includes, joined and bare."""
    if file in seen:
        return
    seen.add(file)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise PackagingError(f"{file} cannot be read: {error}") from None
    for raw in text.replace("\\\n", " ").splitlines():
        line = re.sub(r"(^|\s)#.*", "", raw).strip()
        option = _OPTION.fullmatch(line)
        if option and option[1] in _INCLUDED:
            yield from _lines(file.parent / option[2].strip(), seen)
        elif option and option[1] in _CONSTRAINED:
            # What only bounds versions is not to be installed.
            constraints = (file.parent / option[2].strip()).resolve()
            yield f"--constraint {constraints}"
            yield from (f"{_PINNED}{pin}" for pin in _lines(constraints, seen))
        elif line:
            yield line


def _local_projects(lines: Sequence[str], root: Path) -> dict[str, LocalProject]:
    """The projects in directories that the lines name, by line."""
    found: dict[str, LocalProject] = {}
    for line in lines:
        path = _path_in(line, root)
        if path is None or path.is_file():
            continue
        if not path.is_dir():
            raise PackagingError(f"{line!r} is required in {root}, but there is no {path}")
        extras = re.search(r"\[[^]]*\]", line)
        marker = re.search(r"\s;.*", line)
        found[line] = LocalProject(
            _project_name(path), path, extras[0] if extras else "", marker[0] if marker else ""
        )
    return found


def _path_in(line: str, root: Path) -> Path | None:
    """Where a requirement is, when it is a file or a directory."""
    option = _OPTION.fullmatch(line)
    told = option[2] if option and option[1] in _EDITABLE else line
    _, at, place = told.partition(" @ ")
    where = re.split(r"\s+(?:;|--)|\[", place if at else told)[0].strip()
    where = re.sub(r"^file:(?://(?=/))?", "", where)
    return (root / where).resolve() if where.startswith((".", "/")) else None


def _project_name(folder: Path) -> str:
    project = folder / "pyproject.toml"
    name = _toml(project).get("project", {}).get("name") if project.is_file() else None
    if not name:
        raise PackagingError(f"{folder} must have a pyproject.toml with a name, to be built")
    return normalized(str(name))


def _wheels(lines: Sequence[str], root: Path) -> Iterator[str]:
    for path in filter(None, (_path_in(line, root) for line in lines)):
        if path.is_file():
            yield hashlib.sha256(path.read_bytes()).hexdigest()


def _found_links(lines: Sequence[str], root: Path) -> Iterator[Path]:
    for option in filter(None, map(_OPTION.fullmatch, lines)):
        if option[1] in _FIND_LINKS:
            yield root / option[2].strip()


def _contents(projects: Iterable[LocalProject]) -> Iterator[str]:
    for project in projects:
        yield digest_of(project_files(project.path))


def _listings(folders: Sequence[Path]) -> Iterator[str]:
    for folder in folders:
        yield str(sorted((each.name, each.stat().st_size) for each in folder.iterdir()))


def _settings(directory: Path) -> Iterator[str]:
    """Where uv looks for what is not locked, as far as it is not in the requirements."""
    yield str(sorted((key, value) for key, value in os.environ.items() if _is_setting(key)))
    file = directory / "uv.toml"
    if file.is_file():
        yield file.read_text(encoding="utf-8")
    links = os.environ.get("UV_FIND_LINKS", "").split(",")
    yield from _listings([Path(each) for each in links if each and Path(each).is_dir()])


def _is_setting(key: str) -> bool:
    words = (
        *("INDEX", "FIND_LINKS", "EXCLUDE_NEWER", "CONSTRAINT", "OVERRIDE", "PRERELEASE"),
        *("RESOLUTION", "CONFIG_FILE", "TORCH_BACKEND", "FORK_STRATEGY"),
    )
    return key.startswith("UV_") and any(word in key for word in words)


def _pins(requirements: Iterable[str]) -> frozenset[str]:
    """The names that come with a version."""
    bare = (line.removeprefix(_PINNED).partition("--hash")[0].strip() for line in requirements)
    return frozenset(normalized(pin[1]) for pin in map(_PIN.match, bare) if pin)


def _name_of(requirement: str) -> str:
    name = _NAME.match(requirement.strip())
    return normalized(name[0]) if name else ""


def _digest(*parts: str | bytes) -> str:
    told = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode()
        told.update(b"%d:" % len(data))
        told.update(data)
    return told.hexdigest()
