"""What a glob of the configuration can name: a construct, a template, a resource in it."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from policies.template.resource import Resource


def places(resource: Resource, root: Path | None) -> tuple[str, ...]:
    """The names a resource goes by.

    Its construct path (`App/Orders/Bill/Resource`), its template as seen from the folder of the
    configuration (`templates/orders.yaml`), and both template and logical id
    (`templates/orders.yaml#Bill`).
    """
    template = relative(resource.template.path, root)
    named = (template, f"{template}#{resource.written_id}")
    return named if resource.construct_path is None else (resource.construct_path, *named)


def matches(glob: str, names: tuple[str, ...]) -> bool:
    """True when the glob means one of the names, or something above it.

    `*` stands for any text, slashes included: `App/Orders` covers all constructs of that stack, and
    `legacy/*` every template below that folder.
    """
    pattern = _pattern(glob)
    return any(pattern.match(name) for name in names)


@cache  # fnmatch's own forgets after 256, and every finding asks for every glob
def _pattern(glob: str) -> re.Pattern[str]:
    below = f"{glob.rstrip('/')}/*"
    return re.compile(f"{translate(glob)}|{translate(below)}")


def relative(path: Path, root: Path | None) -> str:
    """The path as seen from a folder, with slashes; unchanged when it lies elsewhere."""
    if root is not None:
        try:
            return path.resolve().relative_to(root.resolve()).as_posix()
        except (OSError, ValueError):
            pass
    return path.as_posix()
