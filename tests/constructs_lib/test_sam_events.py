"""AWS SAM is the other opinion on what a trigger is made of."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from textwrap import fill

import pytest
from samtranslator.model.sam_resources import SamFunction

from tests.constructs_lib.sam_event_differences import REASONS
from tests.constructs_lib.sam_events import KINDS, Addition, additions

DOCS = Path(__file__).parents[2] / "docs" / "triggers-vs-sam.md"
LISTED = [addition for reason in REASONS for addition in reason.additions]
HEAD = """\
# A trigger by Keel, and by AWS SAM

A test (tests/constructs_lib/test_sam_events.py) has AWS SAM add each event that it knows to a
function with an alias, has us add the trigger for the same source to a release, and compares what
either adds, resource by resource and right by right. Each is written as short as it can be, so that
these are the differences of the defaults.

"""
TAIL = (
    "The test holds that these are all: what is not named here is equal, and {equal} differ in "
    "nothing. `-` is nothing."
)


def test_every_event_of_sam_is_compared() -> None:
    assert set(KINDS) == set(SamFunction.event_resolver.resource_types) - {None}


@pytest.mark.parametrize("kind", KINDS)
def test_every_difference_from_sam_is_listed_with_its_reason(kind: str) -> None:
    found, listed = additions(kind), {each for each in LISTED if each.kind == kind}

    assert sorted(found - listed, key=str) == []  # what nobody has explained
    assert sorted(listed - found, key=str) == []  # what is explained and gone


def test_no_difference_has_two_reasons() -> None:
    assert len(set(LISTED)) == len(LISTED)


def test_the_docs_tell_the_same(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--accept"):
        DOCS.write_text(page(), encoding="utf-8")

    assert DOCS.read_text(encoding="utf-8") == page()


def page() -> str:
    equal = [f"`{kind}`" for kind in KINDS if all(each.kind != kind for each in LISTED)]
    sections = [HEAD + fill(TAIL.replace("{equal}", " and ".join(equal)), 100) + "\n"]
    for reason in REASONS:
        kinds: dict[Addition, list[str]] = defaultdict(list)
        for each in reason.additions:
            kinds[each._replace(kind="")].append(each.kind)
        table = ["| event | resource | property | SAM | Keel |", "|---|---|---|---|---|"]
        table += [row(several, addition) for addition, several in kinds.items()]
        sections.append("\n".join([fill(reason.text, 100), "", *table]) + "\n")
    return "\n".join(sections)


def row(kinds: list[str], addition: Addition) -> str:
    path = addition.path.removeprefix("Properties.")
    shown = (f"`{text}`" if text else "-" for text in (path, addition.sam, addition.ours))
    return f"| {', '.join(kinds)} | {addition.resource} | {' | '.join(shown)} |"
