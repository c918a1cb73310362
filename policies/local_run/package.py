"""The folders that a function finds its code and its layers in, copied out of the assembly."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

from policies.local_run.choice import label
from policies.local_run.refusal import RefusedRunError
from policies.template.references import identified
from policies.template.resources.layer_version import LayerVersion
from policies.template.values import Unresolved, known_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policies.template.resources.function import Function
    from policies.template.values import Value

_copy: Final = partial(shutil.copy2, follow_symlinks=False)
# Where Lambda puts inline code: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-lambda-function-code.html
_INLINE_FILE: Final = "index.py"
_WRITE: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_AGAIN: Final = "run cdk synth again"


class Folders(NamedTuple):
    """Where what Lambda has in /var/task, /opt and /tmp lies here."""

    task: Path
    opt: Path
    temporary: Path


def laid_out(
    function: Function, folder: Path, more_layers: Sequence[Path] = ()
) -> tuple[Folders, list[str]]:
    """The code and the layers in folders of their own, and what of the layers is missing.

    Copies: what a handler writes never reaches the assembly, which is what will be deployed. The
    copies of the code cannot be written to, as on Lambda, except by root.

    Raises:
        RefusedRunError: The code is not in the assembly, or cannot be unpacked.
    """
    folders = Folders(folder / "task", folder / "opt", folder / "tmp")
    for each in folders:
        each.mkdir()
    _lay_code(function, folders.task)
    missing = []
    for value in function.layers if isinstance(function.layers, list) else ():
        layer = identified(value, LayerVersion)
        package = layer.package if layer is not None else None
        if package is None:
            missing.append(_layer_name(value, layer))
        else:
            _unpack(package.path, folders.opt)
    for path in more_layers:
        _unpack(path, folders.opt)
    for each in (folders.task, folders.opt):
        _protect(each)
    return folders, missing


def _lay_code(function: Function, into: Path) -> None:
    inline, package = function.code.inline, function.package
    if isinstance(inline, str):
        (into / _INLINE_FILE).write_text(inline, encoding="utf-8")
    elif package is not None:
        _unpack(package.path, into)
    else:
        raise RefusedRunError(f"{label(function)}: {_missing_code(function)}")


def _missing_code(function: Function) -> str:
    code = function.code
    if isinstance(code.inline, Unresolved):
        return "its inline code is known at deployment only"
    template = function.template
    if template.packages is None:
        return "not in a cloud assembly; name a cdk.out with --assembly"
    metadata = function.raw.get("Metadata")
    asset = metadata.get("aws:asset:path") if isinstance(metadata, dict) else None
    if isinstance(asset, str):
        return f"its package {asset} is not in the assembly; {_AGAIN}, without --no-staging"
    where = f"s3://{_shown(code.bucket)}/{_shown(code.key)}"
    return f"its code is {where}, and only code in the assembly can be run"


def _shown(value: str | Unresolved | None) -> str:
    return "" if value is None else (known_text(value) or "...")


def _layer_name(value: Value, layer: LayerVersion | None) -> str:
    if layer is not None:
        return f"layer {layer.logical_id}"
    text = known_text(value) if isinstance(value, (str, Unresolved)) else ""
    return f"layer {text}" if text else "a layer known at deployment only"


def _unpack(path: Path, into: Path) -> None:
    """Copy a folder or an archive over what is there: of two layers the later wins.

    Raises:
        RefusedRunError: It cannot be read, or is neither.
    """
    try:
        if path.is_dir():
            _lay(path, into, _copy)
            return
        with zipfile.ZipFile(path) as archive, TemporaryDirectory(dir=into.parent) as folder:
            _extract(archive, Path(folder))
            _lay(Path(folder), into, os.replace)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
        raise RefusedRunError(f"{path}: no .zip archive; {_AGAIN}") from None
    except OSError as error:
        reason = error.strerror.lower() if error.strerror else str(error)  # which names a file
        raise RefusedRunError(f"{path}: {reason}") from None


def _extract(archive: zipfile.ZipFile, into: Path) -> None:
    """The empty folder has what the archive has; links come last, and nothing through them."""
    links: list[tuple[Path, str]] = []
    for entry in archive.infolist():
        mode = entry.external_attr >> 16
        place = Path(archive.extract(entry, into))  # never outside of it
        if stat.S_ISLNK(mode):
            links.append((place, os.fsdecode(archive.read(entry))))
        elif stat.S_IMODE(mode) and not entry.is_dir():
            place.chmod(stat.S_IMODE(mode) | stat.S_IRUSR | stat.S_IWUSR)
    for place, target in links:
        place.unlink()
        place.symlink_to(target)


def _lay(source: Path, into: Path, put: Callable[[str, Path], object]) -> None:
    """Put what a folder has over what is there, never through a link to somewhere else."""
    with os.scandir(source) as found:
        entries = list(found)
    for entry in entries:
        goal = into / entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        is_there = goal.is_dir() and not goal.is_symlink()
        if is_there and not is_folder:
            shutil.rmtree(goal)
        elif not is_there:
            goal.unlink(missing_ok=True)
        if is_folder:
            goal.mkdir(exist_ok=True)
            _lay(Path(entry.path), goal, put)
        else:
            put(entry.path, goal)


def _protect(folder: Path) -> None:
    for path in _everything(folder):
        mode = os.lstat(path).st_mode
        if not stat.S_ISLNK(mode):
            os.chmod(path, stat.S_IMODE(mode) & ~_WRITE)  # noqa: PTH101 - tens of thousands of them


def _everything(folder: Path) -> Iterator[str]:
    """All paths of a folder, what it holds first and itself last."""
    for here, _, files in os.walk(folder, topdown=False):
        yield from (f"{here}/{name}" for name in files)
        yield here
