"""What makes a finding the same finding in another synth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from policies.gate.places import relative

if TYPE_CHECKING:
    from pathlib import Path

    from policies.engine import Finding

# The digests that CDK appends to logical ids: 8 hexadecimal digits of the path, and 32 of what a
# version was published of.
_DIGEST: Final = r"(?<=[A-Za-z0-9])(?:[0-9A-F]{8})(?:[0-9a-f]{32})?$"
_INDEX: Final = r"\.\d+(?=\.|$)"


class Identity(NamedTuple):
    """Rule, place and property: no line, no index, no digest and no number of the message.

    Several findings may share one, such as two filters of a mapping; they are told apart by how
    many there are.
    """

    rule: str
    place: str
    property: str


def identity(rule: str, finding: Finding, root: Path | None) -> Identity:
    """The identity of a finding; templates are named as seen from `root`."""
    resource = finding.resource
    place = resource.construct_path
    if place is None:
        template = relative(resource.template.path, root)
        place = f"{template}#{re.sub(_DIGEST, '', resource.written_id)}"
    return Identity(rule, place, re.sub(_INDEX, "", finding.written_at))
