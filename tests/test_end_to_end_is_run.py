"""The end-to-end tests are part of `make check`, all of them, and none of them may be skipped."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e import conftest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]


def test_make_check_runs_them() -> None:
    # What make itself was told, when it runs this, must not reach the make that is asked.
    clean = {k: v for k, v in os.environ.items() if k not in {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}}
    for target in ("check", "e2e"):
        said = subprocess.run(
            ["make", "--dry-run", target],  # noqa: S607
            cwd=ROOT,
            env=clean,
            capture_output=True,
            text=True,
            check=True,
        )
        assert "pytest tests/e2e -m e2e --durations=5" in said.stdout.splitlines()


class Item:
    """A test as pytest collected it."""

    def __init__(self, path: str, *states: str) -> None:
        self.path = ROOT / path
        self.fixturenames = states
        self.marks: list[str] = []

    def add_marker(self, mark: str) -> None:
        self.marks.append(mark)


def test_each_of_them_has_the_mark_and_others_have_not() -> None:
    ours, others = Item("tests/e2e/test_any.py"), Item("tests/test_golden.py", "first")

    conftest.pytest_collection_modifyitems([ours, others])  # type: ignore[list-item]

    assert (ours.marks, others.marks) == (["e2e"], [])


def test_they_run_in_the_order_of_the_states_that_they_look_at() -> None:
    last, none, first, other = (
        Item("tests/e2e/test_a.py", "destroyed", "first"),
        Item("tests/e2e/test_b.py"),
        Item("tests/e2e/test_c.py", "first"),
        Item("tests/test_golden.py"),
    )
    items = [last, none, first, other]

    conftest.pytest_collection_modifyitems(items)  # type: ignore[arg-type]

    assert items == [other, none, first, last]


def report_of(outcome: str) -> Any:
    report = SimpleNamespace(
        skipped=outcome == "skipped", failed=False, outcome=outcome, longrepr=None, sections=[]
    )
    hook: Iterator[Any] = conftest.pytest_runtest_makereport(SimpleNamespace(nodeid="it"))  # type: ignore[arg-type]
    next(hook)
    with pytest.raises(StopIteration) as done:
        hook.send(report)  # type: ignore[attr-defined]
    return done.value.value


def test_one_that_is_skipped_has_failed() -> None:
    assert report_of("passed").outcome == "passed"
    skipped = report_of("skipped")
    assert skipped.outcome == "failed"
    assert skipped.longrepr == "it was skipped: the end-to-end tests run or fail"
