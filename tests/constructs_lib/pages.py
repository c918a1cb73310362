"""Pages of docs/ whose Python the tests run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def names_of(page: Path) -> dict[str, Any]:
    """What the page's Python defines, its blocks run one after the other."""
    text = page.read_text(encoding="utf-8")
    names: dict[str, Any] = {"__name__": __name__}  # where dataclasses look
    for match in re.finditer(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        # Line numbers as on the page, so that a failure points there.
        line = text.count("\n", 0, match.start(1))
        exec(compile("\n" * line + match[1], str(page), "exec"), names)  # noqa: S102 - it is ours
    return names
