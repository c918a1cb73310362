"""Which files of a list are templates: what a hook gets is every file of a commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.template.document import parse_document, read_text
from policies.template.template import is_template
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def templates_among(paths: Iterable[Path]) -> list[Path]:
    """The folders, the templates, and the files that cannot be read and might be one."""
    return [path for path in paths if path.is_dir() or _may_be_template(path)]


def _may_be_template(path: Path) -> bool:
    try:
        text = read_text(path)
    except UnreadableError:
        return "template" in path.name.lower()
    # Every resource has a type such as AWS::Lambda::Function.
    if "Resources" not in text or "::" not in text:
        return False
    try:
        return is_template(parse_document(path, text).data)
    except UnreadableError:
        return True
