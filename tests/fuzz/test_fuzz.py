"""The fuzz target runs, and finds what is there to be found."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

FUZZ = Path(__file__).with_name("filters.py")


@pytest.fixture(scope="module")
def fuzz() -> dict[str, Any]:
    return runpy.run_path(str(FUZZ))


def test_every_target_takes_its_examples(fuzz: dict[str, Any]) -> None:
    seen = dict.fromkeys((target.__name__ for target, _ in fuzz["TARGETS"]), 0)
    for target, strategies in fuzz["TARGETS"]:
        fuzz["run"](target, strategies, 7, 5, seen)

    assert min(seen.values()) >= 5


def test_what_a_target_raises_is_told_with_the_seed_that_leads_to_it(fuzz: dict[str, Any]) -> None:
    def breaks(number: int) -> None:
        if number > 10:
            raise LookupError(number)

    with pytest.raises(LookupError) as caught:
        fuzz["run"](breaks, (st.integers(0, 1000),), 7, 100, {"breaks": 0})

    assert caught.value.args == (11,)
    assert caught.value.__notes__[-1] == "target breaks, again with --seed 7"


@pytest.mark.parametrize("message", ["", "two\nlines", "a\rb"])
def test_a_message_that_is_not_one_line_fails(fuzz: dict[str, Any], message: str) -> None:
    with pytest.raises(AssertionError, match="no message of one line"):
        fuzz["one_line"](ValueError(message))
