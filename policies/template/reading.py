"""What the paths of one run hold: assemblies, templates, folders of either."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policies.domain.concurrency import ConcurrencyQuota
from policies.template.cdk_assembly import MANIFEST, read_assembly
from policies.template.document import parse_document, read_text
from policies.template.environment import Environment
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
    def templates(self) -> list[Template]:
        """All templates, in the order in which they were found."""
        return [template for found in self.environments for template in found.templates]


def _default_quota(account: str | None, region: str | None) -> ConcurrencyQuota:
    del account, region
    return ConcurrencyQuota()


def read(paths: Iterable[Path], quota_of: QuotaOf = _default_quota) -> Reading:
    """Everything the paths hold that can be judged; errors are kept, the rest is still read."""
    reading = Reading()
    # A path named twice is read once.
    for path in {path.absolute(): path for path in paths}.values():
        # Not Path.is_dir: that one raises on a name too long and on a folder that is locked.
        if os.path.isdir(path):  # noqa: PTH112
            _read_directory(path, reading, quota_of)
        else:
            _read_file(path, reading, quota_of, named=True)
    return reading


def _read_directory(directory: Path, reading: Reading, quota_of: QuotaOf) -> None:
    before = len(reading.environments) + len(reading.errors)
    for found in _walk(directory, reading):
        if found.is_dir():
            environments, errors = read_assembly(found, quota_of)
            reading.environments += environments
            reading.errors += errors
        else:
            _read_file(found, reading, quota_of, named=False)
    if before == len(reading.environments) + len(reading.errors):
        reading.errors.append(
            UnreadableError(
                directory, "holds no template and no cdk.out with a stack; run cdk synth first"
            )
        )


def _walk(directory: Path, reading: Reading) -> Iterator[Path]:
    """Assemblies and files below a directory, in a stable order."""
    for folder, folders, files in os.walk(directory, onerror=reading.closed):
        here = Path(folder)
        if _is_assembly(here, files):
            folders.clear()
            yield here
            continue
        if _MARKER in files or (here.name == "cdk.out" and MANIFEST not in files):
            problem = f"has no {MANIFEST}; run cdk synth again"
            reading.errors.append(UnreadableError(here, problem))
        folders[:] = sorted(
            name for name in folders if name not in _SKIPPED and not name.startswith(".")
        )
        for name in sorted(files):
            if Path(name).suffix.lower() in _SUFFIXES:
                yield here / name


def _is_assembly(directory: Path, files: list[str]) -> bool:
    """True for a folder with a CDK manifest; a web app's manifest.json is none."""
    if MANIFEST not in files:
        return False
    if _MARKER in files:
        return True
    try:
        return '"artifacts"' in read_text(directory / MANIFEST)
    except UnreadableError:
        return False


def _read_file(path: Path, reading: Reading, quota_of: QuotaOf, *, named: bool) -> None:
    """Read one template.

    A file that the user named must be one. In a folder lie other files too: one that is valid but
    no template is passed over, and one that is broken is told when it looks like a template.
    """
    text = ""
    try:
        text = read_text(path)
        if not named and not _looks_like_template(path, text):
            return
        document = parse_document(path, text)
        if named or is_template(document.data):
            environment = Environment(quota=quota_of(None, None))
            Template(document, environment)
            reading.environments.append(environment)
    except UnreadableError as error:
        if named or _looks_like_template(path, text):
            reading.errors.append(error)


def _looks_like_template(path: Path, text: str) -> bool:
    """What a file in a folder must say of itself before it is read, or failing to is told."""
    return "Resources" in text or path.name.lower().endswith(_TEMPLATE_NAMES)
