from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from policies.reports.excerpt import Excerpts
from policies.reports.place import Place

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (tmp_path / "secret").write_text("hunter2\n")
    (folder / "app.py").write_text("  queue = Queue()\n}\n")
    return folder


def test_a_line_is_quoted_without_its_indentation() -> None:
    assert Excerpts().line(Place("app.py", 1), is_told=True) == "queue = Queue()"


@pytest.mark.parametrize("line", [0, 2, 3])
def test_a_bracket_or_no_line_is_not(line: int) -> None:
    assert Excerpts().line(Place("app.py", line)) == ""


@pytest.mark.parametrize("file", ["../secret", "link", "{secret}", "a\0b", "gone"])
def test_a_file_elsewhere_is_not_quoted_because_metadata_names_it(here: Path, file: str) -> None:
    secret = here.parent / "secret"
    (here / "link").symlink_to(secret)

    assert Excerpts().line(Place(file.format(secret=secret), 1), is_told=True) == ""


def test_one_that_the_user_named_is() -> None:
    assert Excerpts().line(Place("../secret", 1)) == "hunter2"


def test_a_pipe_is_not_waited_for(here: Path) -> None:
    os.mkfifo(here / "pipe")

    assert Excerpts().line(Place("pipe", 1)) == ""


def test_nothing_is_quoted_in_a_folder_that_is_gone(here: Path) -> None:
    (here / "app.py").unlink()
    here.rmdir()

    assert Excerpts().line(Place("app.py", 1), is_told=True) == ""
