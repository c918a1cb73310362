"""`make docs`: writes docs/rules and the schema of keel.toml from the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from policies.gate.config_schema import config_schema
from policies.reports.rule_page import index, page
from policies.rules import catalogue

_DOCS: Final = Path(__file__).parent.parent / "docs"
FOLDER: Final = _DOCS / "rules"
SCHEMA: Final = _DOCS / "keel.schema.json"


def pages() -> dict[str, str]:
    """The text of each file of docs/rules by its name."""
    rules = catalogue().values()
    return {"README.md": index(rules)} | {f"{rule.id}.md": page(rule) for rule in rules}


def schema() -> str:
    """The text of docs/keel.schema.json."""
    return json.dumps(config_schema(catalogue().keys()), indent=1) + "\n"


def write(folder: Path) -> None:
    """Make the folder hold these pages and no others."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = pages()
    for left in {path.name for path in folder.glob("*.md")} - texts.keys():
        (folder / left).unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(FOLDER)
    SCHEMA.write_text(schema(), encoding="utf-8")
