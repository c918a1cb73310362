"""The uv command: found, run, and what it complains of in our words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

from constructs_lib.packaging.errors import PackagingError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from constructs_lib.packaging.progress import Progress
    from constructs_lib.packaging.target import Target

_SHOWN: Final = ("Downloading", "Building", "Prepared", "Installed")
_COLON: Final = re.compile(r"^error: ", re.MULTILINE)
_NO_WHEEL: Final = re.compile(
    r"([\w.-]+?)(?:==([\w.!+]+))? has no (?:usable wheels|wheels with a matching)"
)
_BUILD_REFUSED: Final = re.compile(r"disabled, but attempted to build `([\w.-]+)`")
_UNKNOWN: Final = re.compile(r"Because ([\w.-]+) was not found in the package registry")
_UNREACHABLE: Final = (
    "error sending request",
    "dns error",
    "Failed to fetch",
    "Network connectivity is disabled",
    "the network was disabled",
    "was not found in the cache",
)


class UvError(Exception):
    """uv has failed; this is what it said."""

    @property
    def is_unreachable(self) -> bool:
        """Whether it could not get at what it needs, which may be there at another time."""
        return any(sign in str(self) for sign in _UNREACHABLE)


def run(arguments: Sequence[str], *, cwd: Path, progress: Progress) -> str:
    """What uv printed, when it succeeded.

    Raises:
        UvError: It failed.
        PackagingError: There is no uv.
    """
    progress.tick()
    with subprocess.Popen(  # noqa: S603 - the command is uv, the arguments are ours
        [_command(), *arguments],
        cwd=cwd,
        env=os.environ | _ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        lines: list[str] = []
        for line in process.stdout or ():
            lines.append(line)
            if line.strip().startswith(_SHOWN):
                progress.say(line.strip())
    if process.returncode:
        raise UvError("".join(lines))
    return "".join(lines)


def refusal(error: UvError, *, place: str, target: Target) -> PackagingError:
    """The error for whoever wrote the requirements."""
    text = str(error)
    no_wheel = _NO_WHEEL.search(text)
    refused = _BUILD_REFUSED.search(text)
    unknown = _UNKNOWN.search(text)
    if no_wheel or refused:
        found = no_wheel or refused
        name = " ".join(filter(None, found.groups())) if found else ""
        problem = (
            f"{name} has no wheel for {target} ({target.platform}); take a version or a package "
            "that has one, another runtime or architecture, or, if it is plain Python, name it in "
            "from_source"
        )
    elif unknown:
        problem = f"the index has no package {unknown[1]}; correct its name, or set its index"
    elif error.is_unreachable:
        problem = (
            f"packages for {target} are not in uv's cache and the index cannot be reached; build "
            f"once with the network ({in_one_line(error)})"
        )
    else:
        problem = in_one_line(error)
    return PackagingError(f"{place}: {problem}")


def in_one_line(error: UvError) -> str:
    """The error and its causes, without what uv told before and advises after."""
    text = str(error)
    errors = _COLON.split(text)[1:]
    body = (errors[-1] if errors else text).partition("\n\nhint:")[0]
    lines = (line.strip().removeprefix("cause: ") for line in body.splitlines())
    return ": ".join(line.rstrip(":") for line in lines if line.strip("^ ~"))


def _command() -> str:
    try:
        from uv import find_uv_bin  # noqa: PLC0415 - few synths have something to build

        return find_uv_bin()
    except (ImportError, FileNotFoundError):
        found = shutil.which("uv")
    if found is None:
        raise PackagingError(
            "PythonCode needs uv, got none; pip install 'lambda-keel[cdk]', or put uv on the path"
        )
    return found


_ENVIRONMENT: Final = {
    "NO_COLOR": "1",
    "UV_NO_PROGRESS": "1",
    "UV_PYTHON_DOWNLOADS": "never",
    "UV_COMPILE_BYTECODE": "0",
    "SOURCE_DATE_EPOCH": "315532800",
}
