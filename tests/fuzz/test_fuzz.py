"""The fuzz targets run, and find what is there to be found."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from hypothesis import strategies as st

from tests.fuzz.hammering import one_line, run


@pytest.mark.parametrize(("name", "examples"), [("filters.py", 5), ("gate.py", 40)])
def test_every_target_takes_its_examples(name: str, examples: int) -> None:
    targets = runpy.run_path(str(Path(__file__).with_name(name)))["TARGETS"]
    seen = dict.fromkeys((target.__name__ for target, _ in targets), 0)
    for target, strategies in targets:
        run(target, strategies, 7, examples, seen)

    assert min(seen.values()) >= examples


def test_what_a_target_raises_is_told_with_the_seed_that_leads_to_it() -> None:
    def breaks(number: int) -> None:
        if number > 10:
            raise LookupError(number)

    with pytest.raises(LookupError) as caught:
        run(breaks, (st.integers(0, 1000),), 7, 100, {"breaks": 0})

    assert caught.value.args == (11,)
    assert caught.value.__notes__[-1] == "target breaks, again with --seed 7"


@pytest.mark.parametrize("message", ["", "two\nlines", "a\rb"])
def test_a_message_that_is_not_one_line_fails(message: str) -> None:
    with pytest.raises(AssertionError, match="no message of one line"):
        one_line(ValueError(message))
