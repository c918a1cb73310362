"""The Python that runs a handler, and what of Lambda's runtime it has."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from policies.local_run.refusal import RefusedRunError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CLIENT: Final = "awslambdaric"
# What Lambda's Python runtimes have beside the standard library: the client with what it needs, and
# the SDK with what that needs. https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html
_REQUIRED: Final = (_CLIENT, "runtime_client", "simplejson", "snapshot_restore_py")
_SDK: Final = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six", "urllib3")
_SECONDS: Final = 30
# Runs in that Python, which may be another than ours: it says what it is, and where it has these.
_QUESTION: Final = """
import importlib.util, json, os, platform, sys

def place(name):
    found = importlib.util.find_spec(name)
    origin = found.origin if found else None
    if not origin:
        return None
    return os.path.dirname(origin) if found.submodule_search_locations else origin

print(json.dumps({
    "version": sys.version_info[:2],
    "machine": platform.machine(),
    "system": platform.system(),
    "places": {name: place(name) for name in sys.argv[1:]},
}))
"""

# The same of what functions depend on, and which version of its distribution it has.
_WHERE: Final = """
import importlib.metadata, importlib.util, json, os, sys

def version(distribution):
    try:
        return importlib.metadata.version(distribution) if distribution else None
    except importlib.metadata.PackageNotFoundError:
        return None

found = {}
for name, _, distribution in (each.partition("=") for each in sys.argv[1:]):
    spec = importlib.util.find_spec(name)
    if spec and spec.origin:
        inside = spec.submodule_search_locations
        place = os.path.dirname(spec.origin) if inside else spec.origin
        found[name] = place, version(distribution)
print(json.dumps(found))
"""


class Interpreter(NamedTuple):
    """A Python of this machine that can be a runtime of Lambda."""

    executable: str
    version: tuple[int, int]
    machine: str
    system: str
    places: Mapping[str, str]

    @property
    def name(self) -> str:
        """What it is, for people."""
        return f"Python {'.'.join(map(str, self.version))}"

    @property
    def has_sdk(self) -> bool:
        """Whether it has boto3, which every Python runtime of Lambda has."""
        return _SDK[0] in self.places

    def places_of(
        self, distributions: Mapping[str, str | None]
    ) -> dict[str, tuple[str, str | None]]:
        """Where it has the modules, of those that it has, and the version it has.

        Args:
            distributions: What each module is installed by, None where that is not known.
        """
        asked = [f"{module}={name or ''}" for module, name in distributions.items()]
        try:
            found = _answer(self.executable, _WHERE, asked)
        except (OSError, subprocess.SubprocessError, ValueError):
            return {}  # it stands in for none of them
        return {name: (place, version) for name, (place, version) in found.items()}

    def provide(self, folder: Path) -> None:
        """Make the folder hold what the runtime provides, and nothing else this Python has.

        What the handler needs and does not package must fail here as it fails on Lambda.
        """
        folder.mkdir()
        for place in self.places.values():
            (folder / Path(place).name).symlink_to(place)


@cache
def interpreter(executable: str | None) -> Interpreter:
    """The Python to run with: the one named, or else the one that runs Keel.

    Raises:
        RefusedRunError: It cannot be run, or lacks Lambda's runtime client.
    """
    asked = sys.executable
    if executable is not None:
        # The process starts in another folder. Links stay: a virtual environment's Python is one.
        asked = os.path.abspath(shutil.which(executable) or executable)  # noqa: PTH100
    try:
        told = _answer(asked, _QUESTION, [*_REQUIRED, *_SDK])
    except OSError as error:
        raise RefusedRunError(f"{asked}: {(error.strerror or str(error)).lower()}") from None
    except (subprocess.SubprocessError, ValueError):
        raise RefusedRunError(f"{asked}: does not run as a Python 3") from None
    places = {name: place for name, place in told["places"].items() if place}
    if not places.keys() >= set(_REQUIRED):
        remedy = f"{asked} -m pip install {_CLIENT} boto3"
        if executable is None:
            remedy = "pip install 'lambda-keel[invoke]'"
        raise RefusedRunError(f"{_CLIENT}, Lambda's runtime client, is not installed: {remedy}")
    version = told["version"][0], told["version"][1]
    return Interpreter(asked, version, told["machine"], told["system"], places)


def _answer(executable: str, question: str, about: Sequence[str]) -> Any:
    # Not from the current folder, where a module may have one of these names.
    answer = subprocess.run(  # noqa: S603 - the user names it
        [executable, "-c", question, *about],
        cwd="/",
        capture_output=True,
        check=True,
        timeout=_SECONDS,
    )
    *_, last = answer.stdout.splitlines() or [b""]  # what is installed may print as it starts
    return json.loads(last)
