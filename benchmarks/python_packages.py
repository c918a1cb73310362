"""PythonCode beside `pip install --target`, for the same packages: wall time, cold and warm.

`make bench-packaging` runs it; cold rows fetch the packages from PyPI. Both install for arm64 on
whatever machine this is. A round does every row once; figures are medians over the rounds. Cold
means that neither the installer's cache nor ours has anything, warm that the installer's cache has
the packages; the last two rows are what a synth mostly meets. pip brings its own start as a
process, PythonCode that of uv; the synth that calls either runs already.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from constructs_lib import PythonCode
from constructs_lib.packaging.package import function_package
from constructs_lib.packaging.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable

_PACKAGES: Final = ("numpy==2.4.6", "pydantic==2.13.5")
_PYTHON: Final = "3.14"
_TARGET: Final = Target.of(f"python{_PYTHON}", "arm64")
# pip takes the wheels of exactly the platforms it is told.
_PLATFORMS: Final = ("manylinux_2_17", "manylinux2014", "manylinux_2_28", "manylinux_2_34")
_HANDLER: Final = "def handler(event, context): ...\n"


class Folders(NamedTuple):
    """Where one round works."""

    source: Path
    uv: Path
    store: Path
    pip: Path
    goal: Path

    @classmethod
    def within(cls, root: Path) -> Folders:
        """Empty ones."""
        made = cls(*(root / name for name in cls._fields))
        made.source.mkdir()
        (made.source / "app.py").write_text(_HANDLER, encoding="utf-8")
        (made.source / "requirements.txt").write_text("\n".join(_PACKAGES) + "\n", encoding="utf-8")
        os.environ |= {"UV_CACHE_DIR": str(made.uv), "KEEL_CACHE_DIR": str(made.store)}
        return made


class Built(NamedTuple):
    """What came of it."""

    seconds: float
    megabytes: float
    files: int
    digest: str


def main() -> None:
    """Measure and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    rows: dict[str, list[Built]] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="keel-bench-") as root:
            for name, built in one_round(Folders.within(Path(root))).items():
                rows.setdefault(name, []).append(built)
    print(table(rows, rounds))


def one_round(folders: Folders) -> dict[str, Built]:
    """Each row once, in the order in which caches fill."""
    rows = {"pip, cold": timed(lambda: pip(folders))}
    shutil.rmtree(folders.goal)
    rows["pip, warm"] = timed(lambda: pip(folders))
    shutil.rmtree(folders.goal)
    rows["pip --no-compile, warm"] = timed(lambda: pip(folders, "--no-compile"))
    rows["PythonCode, cold"] = timed(lambda: ours(folders))
    shutil.rmtree(folders.store)
    rows["PythonCode, uv's cache warm"] = timed(lambda: ours(folders))
    (folders.source / "app.py").write_text(f"{_HANDLER}# changed\n", encoding="utf-8")
    rows["PythonCode, a module changed"] = timed(lambda: ours(folders))
    (folders.source / "app.py").write_text(_HANDLER, encoding="utf-8")
    rows["PythonCode, nothing changed"] = timed(lambda: ours(folders))
    return rows


def timed(build: Callable[[], Path]) -> Built:
    """How long it took, and what is in the folder that it made."""
    started = time.perf_counter()
    folder = build()
    seconds = time.perf_counter() - started
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    told = hashlib.sha256()
    for path in files:
        told.update(f"{path.relative_to(folder)}\n".encode() + path.read_bytes())
    size = sum(path.stat().st_size for path in files) / (1 << 20)
    return Built(seconds, size, len(files), told.hexdigest())


def ours(folders: Folders) -> Path:
    """The folder of the package."""
    return function_package(PythonCode(folders.source), _TARGET, handler="app.handler").folder


def pip(folders: Folders, *options: str) -> Path:
    """The folder that pip has installed into, beside the modules."""
    platforms = [f"--platform={each}_aarch64" for each in _PLATFORMS]
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--cache-dir", str(folders.pip), "--target", str(folders.goal), *platforms),
            *(f"--python-version={_PYTHON}", "--only-binary=:all:", *options),
            *("--requirement", str(folders.source / "requirements.txt")),
        ],
        check=True,
        stderr=subprocess.DEVNULL,
    )
    shutil.copy(folders.source / "app.py", folders.goal)
    return folders.goal


def table(rows: dict[str, list[Built]], rounds: int) -> str:
    """The figures as Markdown."""
    today = datetime.now(tz=UTC).date().isoformat()
    told = (
        f"{' and '.join(_PACKAGES)} for {_TARGET}, built on {platform.machine()} with "
        f"{os.cpu_count()} cores (load {os.getloadavg()[0]:.1f}), uv {version('uv')}, pip "
        f"{version('pip')}; `python -P benchmarks/python_packages.py --rounds {rounds}`, {today}."
    )
    lines = [
        told,
        "",
        "| build | median | unzipped | files | the same bytes each time |",
        "|---|---:|---:|---:|---|",
    ]
    for name, built in rows.items():
        seconds = statistics.median(each.seconds for each in built)
        same = "yes" if len({each.digest for each in built}) == 1 else "no"
        first = built[0]
        lines.append(
            f"| {name} | {seconds:.2f} s | {first.megabytes:.1f} MB | {first.files} | {same} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
