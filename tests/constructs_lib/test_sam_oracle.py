"""AWS SAM is the other opinion on what a safe release is made of."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from tests.constructs_lib.sam_differences import REASONS
from tests.constructs_lib.sam_oracle import Difference, differences

if TYPE_CHECKING:
    import pytest
    from aws_cdk import App

DOCS = Path(__file__).parents[2] / "docs" / "releases-vs-sam.md"
LISTED = [difference for reason in REASONS for difference in reason.differences]
HEAD = """\
# A release by Keel, and by AWS SAM

AWS SAM makes a version, an alias and a deployment group from `AutoPublishAlias` and
`DeploymentPreference`. A test (tests/constructs_lib/test_sam_oracle.py) has both make the same
release: a canary with a hook before it, a topic that is told, provisioned concurrency, and a queue
for asynchronous events that fail. What follows are the differences, and the test holds that these
are all: the update policy of the alias, what rolls back, the configuration of asynchronous calls
and every other property not named here are equal. `-` is nothing.
"""


def test_every_difference_from_sam_is_listed_with_its_reason(app: App) -> None:
    found = differences(app)

    assert sorted(found - set(LISTED), key=str) == []  # what nobody has explained
    assert sorted(set(LISTED) - found, key=str) == []  # what is explained and gone


def test_no_difference_has_two_reasons() -> None:
    assert len(set(LISTED)) == len(LISTED)


def test_the_docs_tell_the_same(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--accept"):
        DOCS.write_text(page(), encoding="utf-8")

    assert DOCS.read_text(encoding="utf-8") == page()


def page() -> str:
    sections = [HEAD]
    for reason in REASONS:
        rows = [row(difference) for difference in reason.differences]
        table = ["| resource | property | SAM | Keel |", "|---|---|---|---|", *rows]
        sections.append("\n".join([fill(reason.text, 100), "", *table]) + "\n")
    return "\n".join(sections)


def row(difference: Difference) -> str:
    path = difference.path.removeprefix("Properties.")
    shown = (f"`{text}`" if text else "-" for text in (path, difference.sam, difference.ours))
    return f"| {difference.resource} | {' | '.join(shown)} |"
