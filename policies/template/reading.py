"""What the paths of one run hold: assemblies, templates, folders of either."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.concurrency import ConcurrencyQuota
from policies.template.cdk_assembly import MANIFEST, read_assembly
from policies.template.document import parse_document, read_text
from policies.template.environment import Environment
from policies.template.expansion import expanded
from policies.template.local_nested_stacks import include_local_nested_stacks
from policies.template.template import Template, is_template
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.template.cdk_assembly import QuotaOf

_SUFFIXES: Final = frozenset({".json", ".yaml", ".yml", ".template"})
# CDK writes this file beside the manifest; found without one, the synth was cut off.
_MARKER: Final = "cdk.out"
_SKIPPED: Final = frozenset({"node_modules", "__pycache__", "venv"})
_TEMPLATE_NAMES: Final = ("template.json", "template.yaml", "template.yml", ".template")


class Reading:
    """What was found, by environment, and what could not be read."""

    def __init__(self) -> None:
        self.environments: list[Environment] = []
        self.errors: list[UnreadableError] = []

    def closed(self, error: OSError) -> None:
        """Keep that a folder could not be listed."""
        reason = (error.strerror or str(error)).lower()
        self.errors.append(UnreadableError(error.filename, f"cannot be listed: {reason}"))

    @property
    def written(self) -> dict[str, set[str]]:
        """The properties that resources of each type write, by type."""
        names: dict[str, set[str]] = {}
        for template in self.templates:
            for resource in template.resources.values():
                names.setdefault(resource.type, set()).update(resource.property_names)
        return names

    @property
    def templates(self) -> list[Template]:
        """All templates, in the order in which they were found."""
        return [template for found in self.environments for template in found.templates]


def _default_quota(account: str | None, region: str | None) -> ConcurrencyQuota:
    del account, region
    return ConcurrencyQuota()


def read(paths: Iterable[Path], quota_of: QuotaOf = _default_quota) -> Reading:
    """Everything the paths hold that can be judged; errors are kept, the rest is still read.

    What two paths name is read once, and a template of an assembly with what the assembly tells.
    """
    reader = _Reader(quota_of)
    roots = {path: reader.candidates(path) for path in paths}
    candidates = [candidate for found in roots.values() for candidate in found]
    judged = {
        candidate
        for candidate in sorted(candidates, key=lambda each: not each.is_assembly)
        if reader.read(candidate)
    }
    for path, found in roots.items():
        if judged.isdisjoint(found):
            reader.tell_empty(path)
    include_local_nested_stacks(reader.reading.environments, reader.plain)
    return reader.reading


class _Candidate(NamedTuple):
    """Something to read; `named` by the user, or found in a folder."""

    path: Path
    is_assembly: bool = False
    named: bool = False


class _Reader:
    def __init__(self, quota_of: QuotaOf) -> None:
        self.reading = Reading()
        # Templates that belong to no assembly, by their file.
        self.plain: dict[str, Template] = {}
        self._quota_of = quota_of
        self._done: set[str] = set()
        self._told: set[Path] = set()

    def candidates(self, path: Path) -> list[_Candidate]:
        """What a path of the user's holds: itself, or the assemblies and files below it."""
        # Not Path.is_dir: that one raises on a name too long and on a folder that is locked.
        if not os.path.isdir(path):  # noqa: PTH112
            return [_Candidate(path, named=True)]
        before = len(self.reading.errors)
        found = list(self._walk(path))
        if len(self.reading.errors) > before:
            self._told.add(path)
        return found

    def tell_empty(self, path: Path) -> None:
        """Keep that a folder holds nothing to judge, unless walking it told why."""
        if path not in self._told:
            problem = "holds no template and no cdk.out with a stack; run cdk synth first"
            self.reading.errors.append(UnreadableError(path, problem))

    def read(self, candidate: _Candidate) -> bool:
        """Read what was not read before; True when there is something to judge or to tell."""
        if not self._is_new(candidate.path):
            return True
        if candidate.is_assembly:
            return self._read_assembly(candidate.path)
        return self._read_file(candidate)

    def _read_assembly(self, directory: Path) -> bool:
        environments, errors = read_assembly(directory, self._quota_of)
        self.reading.environments += environments
        self.reading.errors += errors
        for environment in environments:
            for template in environment.templates:
                # The folder too: it may be a stage's, which somebody names as well.
                self._done |= {_real(template.path), _real(template.path.parent)}
        return bool(environments or errors)

    def _read_file(self, candidate: _Candidate) -> bool:
        """Read one template.

        A file that the user named must be one. In a folder lie other files too: one that is valid
        but no template is passed over, and one that is broken is told when it looks like one.
        """
        text = ""
        try:
            text = read_text(candidate.path)
            if not candidate.named and not _looks_like_template(candidate.path, text):
                return False
            document = parse_document(candidate.path, text)
            if candidate.named or is_template(document.data):
                environment = Environment(quota=self._quota_of(None, None))
                document, problems = expanded(document, environment)
                self.reading.errors += problems
                self.plain[_real(candidate.path)] = Template(document, environment)
                self.reading.environments.append(environment)
                return True
        except UnreadableError as error:
            if candidate.named or _looks_like_template(candidate.path, text):
                self.reading.errors.append(error)
                return True
        return False

    def _is_new(self, path: Path) -> bool:
        real = _real(path)
        if real in self._done:
            return False
        self._done.add(real)
        return True

    def _walk(self, directory: Path) -> Iterator[_Candidate]:
        """Assemblies and files below a directory, in a stable order."""
        for folder, folders, files in os.walk(directory, onerror=self.reading.closed):
            here = Path(folder)
            if _is_assembly(here, files):
                folders.clear()
                yield _Candidate(here, is_assembly=True)
                continue
            if _MARKER in files or (here.name == "cdk.out" and MANIFEST not in files):
                problem = f"has no {MANIFEST}; run cdk synth again"
                self.reading.errors.append(UnreadableError(here, problem))
            folders[:] = sorted(
                name for name in folders if name not in _SKIPPED and not name.startswith(".")
            )
            for name in sorted(files):
                # A pipe in a folder would be waited for.
                if Path(name).suffix.lower() in _SUFFIXES and (here / name).is_file():
                    if _leads_out(here / name, directory):
                        self._tell_link(here / name)
                        continue
                    yield _Candidate(here / name)

    def _tell_link(self, path: Path) -> None:
        if path.name.lower().endswith(_TEMPLATE_NAMES):
            problem = "a link that leads out of the folder; name the file it leads to"
            self.reading.errors.append(UnreadableError(path, problem))


def _real(path: Path) -> str:
    """One name for each file, however it is spelled; a path that no disk has stays as it is."""
    try:
        return os.path.realpath(path)
    except ValueError:
        return str(path)


def _leads_out(path: Path, directory: Path) -> bool:
    """True for a link to a file neither below the folder nor below the working directory.

    Who may add a file to a folder may not thereby read any other of the machine.
    """
    if not path.is_symlink():
        return False
    target = os.path.realpath(path)
    roots = (os.path.realpath(directory), os.path.realpath(os.curdir))
    return not any(target.startswith(os.path.join(root, "")) for root in roots)  # noqa: PTH118


def _is_assembly(directory: Path, files: list[str]) -> bool:
    """True for a folder with a CDK manifest; a web app's manifest.json is none."""
    if MANIFEST not in files or not (directory / MANIFEST).is_file():
        return False
    if _MARKER in files:
        return True
    if _leads_out(directory / MANIFEST, directory):
        return False
    try:
        text = read_text(directory / MANIFEST)
    except UnreadableError:
        return False
    return '"artifacts"' in text and ('"aws:cloudformation:stack"' in text or '"cdk:' in text)


def _looks_like_template(path: Path, text: str) -> bool:
    """What a file in a folder must say of itself before it is read, or failing to is told."""
    if path.name.lower().endswith(_TEMPLATE_NAMES):
        return True
    has_section = '"Resources"' in text or text.startswith("Resources:") or "\nResources:" in text
    return has_section and "::" in text
