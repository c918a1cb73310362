from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policies.cli import main
from policies.rule_docs import FOLDER, pages, write
from policies.rules import rule_ids

if TYPE_CHECKING:
    from pathlib import Path


def test_docs_rules_is_what_the_rules_say() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}

    assert written == pages(), "make docs"


@pytest.mark.parametrize("rule", rule_ids())
def test_explain_prints_the_page_of_the_docs(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", rule]) == 0

    assert capsys.readouterr().out == pages()[f"{rule}.md"]


def test_the_list_of_rules_links_to_a_page_for_each() -> None:
    listed = pages()["README.md"]

    assert [rule for rule in rule_ids() if f"[{rule}]({rule}.md)" not in listed] == []


def test_a_page_without_its_rule_is_removed(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("left over")
    write(tmp_path)

    assert {path.name for path in tmp_path.iterdir()} == set(pages())
