"""Which files of a directory become part of its package."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from constructs_lib.packaging.errors import PackagingError
from tests.constructs_lib.packaging.conftest import files_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.constructs_lib.packaging.conftest import Build, MakeDirectory


def test_tests_caches_hidden_files_and_project_files_are_left_out(
    directory: MakeDirectory, build: Build
) -> None:
    kept = {"app.py", "rules/a.py", "rules/build/b.py", "testing.py", "LICENSE", "data/readme.txt"}
    left_out = {
        ".env",
        ".git/config",
        "__pycache__/app.cpython-314.pyc",
        "rules/__pycache__/a.cpython-314.pyc",
        "tests/data.json",
        "rules/tests/data.json",
        "test_app.py",
        "rules/a_test.py",
        "conftest.py",
        "node_modules/a.js",
        "build/lib/app.py",
        "app.egg-info/PKG-INFO",
        "Makefile",
        "README.md",
        "requirements-dev.txt",
    }

    package = build(directory(dict.fromkeys((kept | left_out) - {"app.py"}, "")))

    assert files_of(package) == kept


def test_an_environment_is_left_out_whatever_it_is_called(
    directory: MakeDirectory, build: Build
) -> None:
    place = directory({"env/pyvenv.cfg": "", "env/lib/python3.14/site-packages/a.py": ""})

    assert files_of(build(place)) == {"app.py"}


def test_patterns_leave_out_more(directory: MakeDirectory, build: Build) -> None:
    files = ("a.csv", "data/b.csv", "data/c.json", "samples/d.json", "deep/samples/e.json")
    place = directory(dict.fromkeys(files, ""))

    package = build(place, exclude=["*.csv", "samples/*"])

    assert files_of(package) == {"app.py", "data/c.json", "deep/samples/e.json"}


def test_patterns_bring_back_what_would_be_left_out(directory: MakeDirectory, build: Build) -> None:
    files = (".well-known/a.json", "tests/case.json", "tests/deep/b.json", "README.md", ".git/c")
    place = directory(dict.fromkeys(files, ""))

    package = build(place, include=[".well-known", "tests/case.json", "README.md"])

    assert files_of(package) == {"app.py", ".well-known/a.json", "tests/case.json", "README.md"}


def test_modules_beside_a_project_are_those_in_src(directory: MakeDirectory, build: Build) -> None:
    place = directory({"pyproject.toml": "[tool.ruff]\n", "src/scores.py": "def handler(): ...\n"})

    assert files_of(build(place, handler="scores.handler")) == {"scores.py"}


def test_a_link_is_what_it_leads_to(directory: MakeDirectory, build: Build, tmp_path: Path) -> None:
    common = tmp_path / "common"
    common.mkdir()
    (common / "rules.py").write_text("LIMIT = 100\n")
    place = directory({"data.json": "{}"})
    (place / "common").symlink_to(common)
    (place / "copy.json").symlink_to(place / "data.json")
    before = build(place)
    (common / "rules.py").write_text("LIMIT = 99\n")

    assert files_of(before) == {"app.py", "common/rules.py", "copy.json", "data.json"}
    assert not any(path.is_symlink() for path in before.folder.rglob("*"))
    assert build(place).digest != before.digest


@pytest.mark.parametrize(
    ("goal", "message"),
    [("nowhere", "is a link to what does not exist"), (".", "is a link to a folder that it is in")],
)
def test_a_link_that_leads_nowhere_is_refused(
    goal: str, message: str, directory: MakeDirectory, build: Build
) -> None:
    place = directory()
    (place / "link").symlink_to(goal)

    with pytest.raises(PackagingError, match=f"^{place}/link {message}$"):
        build(place)


def test_the_lock_of_an_editor_which_is_such_a_link_does_no_harm(
    directory: MakeDirectory, build: Build
) -> None:
    place = directory()
    (place / ".#app.py").symlink_to("user@host.123")

    assert set(files_of(build(place))) == {"app.py"}


@pytest.mark.skipif(sys.platform == "darwin", reason="its file systems refuse such a name")
def test_a_name_that_is_no_text_is_refused(directory: MakeDirectory, build: Build) -> None:
    place = directory()
    (place / os.fsdecode(b"caf\xe9.txt")).touch()

    with pytest.raises(PackagingError, match=r"caf\\udce9\.txt' has a name that is no UTF-8"):
        build(place)


def test_what_is_no_file_is_left_out(directory: MakeDirectory, build: Build) -> None:
    place = directory()
    os.mkfifo(place / "pipe")

    assert files_of(build(place)) == {"app.py"}


def test_a_file_that_cannot_be_read_is_named(
    directory: MakeDirectory, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = directory()

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("constructs_lib.packaging.files.File.read", refuse)

    with pytest.raises(PackagingError, match=r"app\.py cannot be read: Permission denied$"):
        build(place)
