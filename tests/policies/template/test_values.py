from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policies.template import values
from policies.template.values import (
    PseudoParameter,
    Reference,
    Text,
    Unresolved,
    Value,
    as_text,
    joined,
)

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

REGION = PseudoParameter("AWS::Region")


def test_known_parts_join_to_known_text() -> None:
    assert joined(["a", "", "b"]) == "ab"
    assert joined([]) == ""


def test_one_unresolved_part_alone_stays_what_it_is() -> None:
    assert joined(["", REGION, ""]) is REGION


def test_unresolved_parts_are_kept_apart_and_known_ones_merged() -> None:
    text = joined(["a", "b", REGION, Text(("c", REGION)), "d"])

    assert isinstance(text, Text)
    assert text.parts == ("ab", REGION, "c", REGION, "d")
    assert text.known_text == "abcd"


def test_what_is_known_of_the_parts_is_known_of_the_text() -> None:
    assert Text((Unresolved("an If", "least"), "-x")).known_text == "least-x"


def test_a_text_longer_than_a_template_is_not_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "_MAXIMUM_TEXT", 10)

    assert joined(["12345", "67890"]) == "1234567890"
    assert joined(["12345", "67890", "x"]) == Unresolved(
        "a text longer than a template", "1234567890"
    )


def test_a_text_of_too_many_parts_keeps_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "_MAXIMUM_PARTS", 3)

    assert isinstance(joined([REGION, "a", REGION]), Text)
    assert joined([REGION, "a", REGION, "b", REGION, "c"]) == Unresolved(
        "a text longer than a template", "ab"
    )


class Added(str):
    """Text that counts the characters of what it is added to."""

    __slots__ = ()
    copied = 0

    def __add__(self, other: str) -> Added:
        """The sum, counted."""
        Added.copied += len(self)
        return Added(super().__add__(other))

    def __radd__(self, other: str) -> Added:
        """The sum, counted."""
        Added.copied += len(other)
        return Added(other + str(self))


def test_known_parts_are_copied_once_not_once_for_each_that_follows() -> None:
    parts: list[str | Unresolved] = [Added("ab") for _ in range(200)]

    assert joined(parts) == "ab" * 200
    assert Added.copied <= len("ab" * 200)


@pytest.mark.parametrize(
    ("value", "text"),
    [("x", "x"), (True, "true"), (False, "false"), (60, "60"), (1.5, "1.5"), (REGION, REGION)],
)
def test_a_value_is_written_as_cloudformation_writes_it(value: Value, text: object) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize("value", [None, [], {}, ["a"]])
def test_what_is_no_scalar_has_no_text(value: Value) -> None:
    assert as_text(value) == Unresolved("no text")


def test_values_are_equal_when_they_are_unresolved_for_the_same_reason() -> None:
    assert Unresolved("x") == Unresolved("x")
    assert hash(Unresolved("x")) == hash(Unresolved("x"))
    assert Unresolved("x") != Unresolved("x", "known")
    assert Unresolved("AWS::Region") != REGION
    assert Text(("a", REGION)) == Text(("a", REGION))
    assert Text(("a", REGION)) != Text(("b", REGION))


def test_references_are_equal_when_they_name_the_same_part(template_of: TemplateOf) -> None:
    queue = template_of({"Q": {"Type": "AWS::SQS::Queue"}}).resources["Q"]

    assert Reference("Q", queue, "Arn") == Reference("Q", queue, "Arn")
    assert Reference("Q", queue, "Arn") != Reference("Q", queue)


def test_a_value_shows_why_it_is_unresolved() -> None:
    assert repr(Unresolved("parameter Stage")) == "Unresolved('parameter Stage', '')"
