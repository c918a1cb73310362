"""Nothing is built twice, and nothing that is half built is ever used."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from constructs_lib.packaging import progress, uv
from constructs_lib.packaging.errors import PackagingError
from constructs_lib.packaging.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.constructs_lib.packaging.conftest import Build, MakeDirectory, MakeWheel

DAY = 86_400


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What uv was called for."""
    run, called = uv.run, []

    def counted(arguments: Sequence[str], **props: Any) -> str:
        called.append(" ".join(arguments[:2]))
        return run(arguments, **props)

    monkeypatch.setattr(uv, "run", counted)
    return called


def test_what_is_built_is_not_built_again(
    directory: MakeDirectory, build: Build, wheel: MakeWheel, runs: list[str]
) -> None:
    wheel("shared")
    place = directory(requirements="shared==1.0")
    first = build(place)
    (place / "app.py").write_text("def handler(): return 1\n")  # its packages stay the same
    build(place)
    again = build(directory(name="other", requirements="shared==1.0"))

    assert runs == ["pip install"]
    assert again.folder == first.folder


def test_what_somebody_changed_in_the_store_is_built_again(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("shared")
    place = directory(requirements="shared==1.0")
    built = build(place).folder
    for change in (
        lambda: (built / "shared/__init__.py").write_text("VERSION = '9.9'\n"),
        (built / "app.py").unlink,
        (built / "more.py").touch,
    ):
        change()
        assert build(place).folder == built
        assert (built / "shared/__init__.py").read_text() == "VERSION = '1.0'\n"
        assert {path.name for path in built.glob("*.py")} == {"app.py"}


@pytest.mark.parametrize("damage", ["", "null", None])
def test_what_is_damaged_in_the_store_is_built_again_and_kept(
    damage: str | None, directory: MakeDirectory, build: Build, wheel: MakeWheel, caches: Path
) -> None:
    wheel("direct")
    place = directory(requirements="direct==1.0")
    before = build(place)
    entries = sorted(caches.glob("*/*/entry.json"))
    for entry in entries:
        entry.unlink() if damage is None else entry.write_text(damage)

    assert build(place) == before
    assert len(entries) == 2
    assert all(json.loads(entry.read_text()) for entry in entries)
    assert not list(caches.glob("unfinished-*"))


def test_without_a_home_the_store_asks_for_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for variable in ("KEEL_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(Path, "home", nobody)

    with pytest.raises(PackagingError, match=r"no home directory; set KEEL_CACHE_DIR"):
        Store.of_user()


def test_two_at_a_time_get_the_same(
    directory: MakeDirectory, build: Build, wheel: MakeWheel, caches: Path
) -> None:
    wheel("shared")
    place = directory(requirements="shared==1.0")
    with ThreadPoolExecutor(4) as threads:
        packages = list(threads.map(lambda _: build(place), range(4)))

    assert len({(package.folder, package.digest) for package in packages}) == 1
    assert list(caches.glob("unfinished-*")) == []


def test_an_interrupted_build_leaves_nothing_that_counts(
    directory: MakeDirectory,
    build: Build,
    wheel: MakeWheel,
    caches: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wheel("shared")
    place = directory(requirements="shared==1.0")
    with monkeypatch.context() as interrupted:

        def stop(*_: Any, **__: Any) -> None:
            raise KeyboardInterrupt

        interrupted.setattr("constructs_lib.packaging.dependencies.write", stop)
        with pytest.raises(KeyboardInterrupt):
            build(place)

    assert {path.name for path in caches.iterdir()} == {".gitignore", "swept"}
    assert (build(place).folder / "shared/__init__.py").exists()


def test_what_a_killed_build_left_behind_goes_after_a_day(caches: Path) -> None:
    store = Store(caches)
    left, current = caches / "unfinished-old", caches / "unfinished-new"
    for place in (left / "built", current):
        place.mkdir(parents=True)
    os.utime(left, (0, time.time() - 2 * DAY))
    with store.building():
        pass

    assert not left.exists()
    assert current.exists()


def test_what_nobody_uses_goes_after_a_month(caches: Path) -> None:
    store = Store(caches)
    for key, days in (("old", 31), ("used", 31), ("new", 3)):
        with store.building() as folder:
            (folder / "built").mkdir()
            store.put("things", key, folder / "built", {"key": key})
        os.utime(caches / "things" / key / "entry.json", (0, time.time() - days * DAY))
    os.utime(caches / "swept", (0, time.time() - 2 * DAY))
    store.get("things", "used")
    with store.building():
        pass

    assert {path.name for path in (caches / "things").iterdir()} == {"used", "new"}
    assert store.get("things", "old") is None


def test_git_does_not_see_the_store(caches: Path) -> None:
    with Store(caches).building():
        pass

    assert (caches / ".gitignore").read_text() == "*\n"


def test_a_store_that_cannot_be_written_is_named(
    directory: MakeDirectory, build: Build, caches: Path
) -> None:
    caches.write_text("a file")

    with pytest.raises(PackagingError) as refused:
        build(directory())

    assert str(refused.value) == (
        f"builds cannot be kept in {caches} (File exists); set KEEL_CACHE_DIR to a folder that can "
        "be written"
    )


def test_a_full_disk_is_named(
    directory: MakeDirectory, build: Build, caches: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "app.py")

    monkeypatch.setattr("shutil.copyfile", full)

    with pytest.raises(PackagingError) as refused:
        build(directory())

    assert str(refused.value) == (
        f"builds cannot be kept in {caches} (No space left on device); make room, or set "
        "KEEL_CACHE_DIR to a folder on another disk"
    )


def test_what_else_goes_wrong_in_a_build_is_not_called_a_full_disk(caches: Path) -> None:
    with pytest.raises(IsADirectoryError), Store(caches).building() as folder:
        folder.read_text()


def test_without_a_folder_of_its_own_it_is_with_the_users_caches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KEEL_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    with Store.of_user().building() as folder:
        assert folder.parent == tmp_path / "xdg/lambda-keel"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with Store.of_user().building() as folder:
        assert folder.parent == tmp_path / "home/.cache/lambda-keel"


def test_a_long_build_says_what_it_does(
    directory: MakeDirectory,
    build: Build,
    wheel: MakeWheel,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wheel("shared")
    place = directory(requirements="shared==1.0")
    monkeypatch.chdir(place.parent)
    monkeypatch.setattr(progress, "_SILENT_SECONDS", 0)
    build(place)

    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == [
        "keel: packaging detector for python3.14 on arm64",
        f"keel:   installing what {place}/requirements.txt says",
    ]
    assert any(line.startswith("keel:   Installed 1 package in ") for line in lines)
    assert lines[-1].startswith("keel:   it took ")


def test_a_short_build_says_nothing(
    directory: MakeDirectory, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    build(directory())

    assert capsys.readouterr().err == ""


def test_uv_may_be_on_the_path_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uv", None)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(PackagingError, match=r"pip install 'lambda-keel\[cdk\]'"):
        uv.run(["--version"], cwd=tmp_path, progress=progress.Progress(""))
    (tmp_path / "uv").write_text("#!/bin/sh\necho uv of the path\n")
    (tmp_path / "uv").chmod(0o755)
    assert uv.run([], cwd=tmp_path, progress=progress.Progress("")) == "uv of the path\n"


def test_the_room_asks_neither_jsii_nor_the_cdk() -> None:
    code = (
        "import sys, types, pathlib\n"
        "lib = types.ModuleType('constructs_lib')\n"
        "lib.__path__ = ['constructs_lib']\n"
        "sys.modules['constructs_lib'] = lib\n"
        "import constructs_lib.packaging.layer_package\n"
        "print(sorted({'aws_cdk', 'jsii', 'constructs'} & sys.modules.keys()))\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout == "[]\n"
