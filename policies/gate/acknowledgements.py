"""What the authors of an app have accepted, as CDK wrote it into the assembly's metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policies.engine import NAMESPACE

if TYPE_CHECKING:
    from policies.template.resource import Resource


# CDK's own paths stay far below; a template's metadata may hold anything.
_LONGEST_PATH = 4_096


class Acknowledgement(NamedTuple):
    """Who may say so, and why: the construct at which it was said, with the reason."""

    reason: str
    at: str


def acknowledgement(rule_id: str, resource: Resource) -> Acknowledgement | None:
    """The acknowledgement that covers a resource: the closest one on the way up the tree."""
    path = resource.construct_path
    if path is None or len(path) > _LONGEST_PATH:
        return None
    while path:
        said = resource.template.acknowledgements.get(path, {})
        reason = said.get(f"{NAMESPACE}::{rule_id}")
        if reason is not None:
            return Acknowledgement(reason, path)
        path = path.rpartition("/")[0]
    return None
