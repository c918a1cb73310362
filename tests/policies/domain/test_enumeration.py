from __future__ import annotations

import pytest

from policies.domain.enumeration import enumerated


@pytest.mark.parametrize(
    ("things", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", 3], "a, b and 3")],
)
def test_things_are_enumerated_as_in_a_sentence(things: list[object], text: str) -> None:
    assert enumerated(things) == text
