"""What a glob of the configuration can name: a construct, a template, a resource in it."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from policies.template.resource import Resource

_OPEN: Final = re.compile(r"[*?\[]")


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
    start, pattern = _pattern(glob)
    for name in names:  # noqa: SIM110 - a generator for each finding and glob costs as much again
        # Most globs name other places, and that is seen at once.
        if name.startswith(start) and pattern.match(name):
            return True
    return False


@cache  # fnmatch's own forgets after 256, and every finding asks for every glob
def _pattern(glob: str) -> tuple[str, re.Pattern[str]]:
    """The text before what a glob leaves open, and the whole of it."""
    below = f"{glob.rstrip('/')}/*"
    start = _OPEN.split(glob, maxsplit=1)[0].rstrip("/")
    return start, re.compile(f"{translate(glob)}|{translate(below)}")


def relative(path: Path, root: Path | None) -> str:
    """The path as seen from a folder, with slashes; unchanged when it lies elsewhere."""
    if root is not None:
        try:
            return path.resolve().relative_to(root.resolve()).as_posix()
        except (OSError, ValueError):
            pass
    return path.as_posix()
