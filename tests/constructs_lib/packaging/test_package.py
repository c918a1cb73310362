"""A directory becomes a package: the same one for the same input, and right for its target."""

from __future__ import annotations

import os
from importlib import metadata
from typing import TYPE_CHECKING

import pytest

from constructs_lib.packaging import package as packages
from constructs_lib.packaging.errors import PackagingError
from policies.domain import package_sizes
from policies.domain.limits import PACKAGE_DIRECT_UPLOAD, PACKAGE_UNZIPPED
from tests.constructs_lib.packaging.conftest import files_of

if TYPE_CHECKING:
    from pathlib import Path

    from constructs_lib.packaging.files import File
    from tests.constructs_lib.packaging.conftest import Build, MakeDirectory, MakeWheel


def test_plain_modules_need_no_uv(
    directory: MakeDirectory, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("uv.find_uv_bin", lambda: pytest.fail("uv was asked for"))

    package = build(directory({"rules/faults.py": "LIMIT = 100\n"}))

    assert files_of(package) == {"app.py", "rules/faults.py"}
    assert package.unpinned == []


def test_what_is_required_is_beside_the_modules(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("inner")
    wheel("outer", requires=("inner==1.0",))

    package = build(directory(requirements="outer==1.0"))

    assert files_of(package) >= {"app.py", "outer/__init__.py", "inner/__init__.py"}
    assert package.sizes.keys() >= {"outer", "inner"}


def test_two_builds_in_two_places_on_two_dates_are_the_same(
    directory: MakeDirectory,
    build: Build,
    wheel: MakeWheel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wheel("shared")
    here = directory({"data.json": "{}"}, name="here", requirements="shared==1.0")
    first = build(here)
    there = directory({"data.json": "{}"}, name="there", requirements="shared==1.0")
    for path in there.iterdir():
        path.chmod(0o600)
        os.utime(path, (1_000_000_000, 1_000_000_000))
    monkeypatch.setenv("KEEL_CACHE_DIR", str(tmp_path / "other"))
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "other-uv"))
    second = build(there)

    def told(folder: Path) -> list[tuple[str, bytes, int, float]]:
        return [
            (path.name, path.read_bytes(), path.stat().st_mode, path.stat().st_mtime)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        ]

    assert second.folder != first.folder
    assert second.digest == first.digest
    assert told(second.folder) == told(first.folder)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("app.py", "def handler(event, context): return 1\n", id="a module"),
        pytest.param("more.py", "", id="another module"),
        pytest.param("requirements.txt", "shared==2.0\n", id="another version"),
    ],
)
def test_a_change_is_another_package(
    path: str, text: str, directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("shared", "1.0")
    wheel("shared", "2.0")
    place = directory(requirements="shared==1.0")
    before = build(place).digest
    (place / path).write_text(text)

    assert build(place).digest != before


def test_a_change_of_what_is_left_out_is_the_same_package(
    directory: MakeDirectory, build: Build
) -> None:
    place = directory({"README.md": "", "tests/test_app.py": "", ".env": "A=1"})
    before = build(place).digest
    for path in ("README.md", "tests/test_app.py", ".env"):
        (place / path).write_text("changed")

    assert build(place).digest == before


def test_rights_to_execute_count(directory: MakeDirectory, build: Build) -> None:
    place = directory({"tool": "#!/bin/sh\n"})
    before = build(place)
    (place / "tool").chmod(0o755)
    after = build(place)

    assert after.digest != before.digest
    assert (before.folder / "tool").stat().st_mode & 0o777 == 0o644
    assert (after.folder / "tool").stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize(
    ("function", "built_for"),
    [
        (("python3.14", "arm64"), "cp314 aarch64"),
        (("python3.14", "x86_64"), "cp314 x86_64"),
        (("python3.12", "arm64"), "cp312 aarch64"),
    ],
)
def test_compiled_parts_are_for_the_function_and_not_for_this_machine(
    function: tuple[str, str],
    built_for: str,
    directory: MakeDirectory,
    build: Build,
    wheel: MakeWheel,
) -> None:
    for python in ("cp312", "cp314"):
        for machine in ("aarch64", "x86_64"):
            tag = f"{python}-{python}-manylinux_2_34_{machine}"
            wheel("fast", files={"fast/core.so": f"{python} {machine}"}, tag=tag)

    runtime, architecture = function
    package = build(directory(requirements="fast"), runtime=runtime, architecture=architecture)

    assert (package.folder / "fast/core.so").read_text() == built_for


def test_a_wheel_for_a_newer_system_than_the_runtimes_is_refused(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("fast", tag="cp311-cp311-manylinux_2_34_aarch64")
    place = directory(requirements="fast==1.0")

    with pytest.raises(PackagingError) as refused:
        build(place, runtime="python3.11")

    assert str(refused.value) == (
        f"{place}/requirements.txt: fast 1.0 has no wheel for python3.11 on arm64 "
        "(aarch64-manylinux_2_17); take a version or a package that has one, another runtime or "
        "architecture, or, if it is plain Python, name it in from_source"
    )


def test_tests_caches_scripts_and_notes_of_the_installer_are_left_out(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel(
        "big",
        files={
            "big/tests/test_big.py": "",
            "big/core/tests/__init__.py": "",
            "big/__pycache__/core.cpython-314.pyc": "",
            "big-1.0.data/scripts/big": "#!python\n",
            "big-1.0.dist-info/INSTALLER": "pip",
            "big-1.0.dist-info/licenses/LICENSE": "MIT",
            "big-1.0.dist-info/entry_points.txt": "[big]\nplug = big\n",
        },
    )

    package = build(directory(requirements="big==1.0"))

    info = "big-1.0.dist-info"
    kept = {f"{info}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")}
    assert files_of(package) == {"app.py", "big/__init__.py", f"{info}/licenses/LICENSE", *kept}


def test_importlib_metadata_still_knows_the_package(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("known", files={"known/tests/__init__.py": "", "known/a,b.txt": ""})

    package = build(directory(requirements="known==1.0"))

    [found] = metadata.distributions(path=[str(package.folder)])
    assert (found.name, found.version) == ("known", "1.0")
    told = {str(file) for file in found.files or ()}
    assert told == files_of(package) - {"app.py"}


@pytest.mark.parametrize(
    "statement", ["from .tests.runner import run", "from big.tests import run", "import big.tests"]
)
def test_tests_stay_where_the_package_itself_imports_them(
    statement: str, directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("big", files={"big/__init__.py": f"{statement}\n", "big/tests/runner.py": ""})

    package = build(directory(requirements="big==1.0"))

    assert "big/tests/runner.py" in files_of(package)


def test_what_the_runtime_has_can_be_left_out(
    directory: MakeDirectory, build: Build, wheel: MakeWheel
) -> None:
    wheel("boto3", requires=("s3transfer",))
    wheel("s3transfer")
    place = directory(requirements="boto3==1.0 s3transfer==1.0")

    package = build(place, without=["Boto3"])

    assert files_of(package).isdisjoint({"boto3/__init__.py", "boto3-1.0.dist-info/METADATA"})
    assert package.sizes.keys() == {"s3transfer", str(place)}
    with pytest.raises(PackagingError, match=r"got boto4; it has boto3, s3transfer$"):
        build(place, without=["boto4"])


def test_a_package_that_is_too_large_names_its_largest_parts(
    directory: MakeDirectory, build: Build, wheel: MakeWheel, monkeypatch: pytest.MonkeyPatch
) -> None:
    less = PACKAGE_UNZIPPED._replace(maximum=1 << 20)
    monkeypatch.setattr(package_sizes, "PACKAGE_UNZIPPED", less)
    wheel("small", files={"small/words.txt": "word " * 100_000})
    place = directory(requirements="small==1.0")
    (place / "model.bin").write_bytes(bytes(600_000))

    with pytest.raises(PackagingError) as refused:
        build(place)

    assert str(refused.value).startswith(
        f"{place}: unzipped package with its layers must be at most 1048576 bytes, got 110"
    )
    assert f"(1.0 MB: {place} 0.6 MB, small 0.5 MB)" in str(refused.value)


def test_a_package_that_only_s3_takes_is_told_of_and_built(
    directory: MakeDirectory, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    less = PACKAGE_DIRECT_UPLOAD._replace(maximum=10_000)
    monkeypatch.setattr(packages, "PACKAGE_DIRECT_UPLOAD", less)
    monkeypatch.setattr(package_sizes, "PACKAGE_DIRECT_UPLOAD", less)
    place = directory({"zeros.txt": "0" * 20_000})

    assert build(place).notes == []  # zipped it is small
    (place / "noise.bin").write_bytes(os.urandom(20_000))
    [note] = build(place).notes
    assert note.startswith("the package has about 0.0 MB zipped: S3 is the only way to deploy it")
    assert build(place).notes == [note]


def test_what_is_large_is_packed_once_to_know_its_size(
    directory: MakeDirectory, build: Build, wheel: MakeWheel, monkeypatch: pytest.MonkeyPatch
) -> None:
    less = PACKAGE_DIRECT_UPLOAD._replace(maximum=10)
    monkeypatch.setattr(packages, "PACKAGE_DIRECT_UPLOAD", less)
    packed: list[str] = []
    deflated = packages._deflated

    def counted(file: File) -> int:
        packed.append(file.path.name)
        return deflated(file)

    monkeypatch.setattr(packages, "_deflated", counted)
    wheel("shared")
    place = directory(requirements="shared==1.0")
    build(place)
    first = list(packed)
    (place / "app.py").write_text("def handler(): return 1\n")
    build(place)

    assert sorted(first) == ["METADATA", "RECORD", "WHEEL", "__init__.py", "app.py"]
    assert packed[len(first) :] == ["app.py"]


def test_where_there_are_no_hard_links_files_are_copied(
    directory: MakeDirectory, build: Build, wheel: MakeWheel, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel("shared")

    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr("pathlib.Path.hardlink_to", refuse)

    assert "shared/__init__.py" in files_of(build(directory(requirements="shared==1.0")))


def test_an_architecture_that_lambda_lacks_is_refused(
    directory: MakeDirectory, build: Build
) -> None:
    with pytest.raises(PackagingError, match=r"^architecture must be arm64 or x86_64, got riscv$"):
        build(directory(), architecture="riscv")
