from __future__ import annotations

import pytest

from policies.gate.nearest import nearest
from policies.gate.shown import shown


@pytest.mark.parametrize("value", ["text", 5, None, True, ["a", 1], {"rule": "x"}])
def test_a_short_value_is_shown_as_it_is(value: object) -> None:
    assert shown(value) == repr(value)


@pytest.mark.parametrize(
    "value", ["x" * 10_000, ["x" * 10_000] * 1_000, {"a": {"b": "x" * 10_000}}]
)
def test_a_long_one_is_cut(value: object) -> None:
    assert len(shown(value)) < 1_000


def test_a_number_that_python_does_not_write_is_told() -> None:
    assert shown(16**10_000) == "a number of thousands of digits"


def test_what_is_longer_than_any_word_is_like_none() -> None:
    assert nearest("timeout-out-of-rage", ["timeout-out-of-range"]) != ""
    assert nearest("timeout-out-of-range" * 10, ["timeout-out-of-range"]) == ""
