"""How long a property is as the JSON text that CloudFormation hands on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from policies.template.values import Unresolved, known_text

if TYPE_CHECKING:
    from policies.template.template import Template

# A pattern nests less; what a hostile template nests deeper counts as nothing.
_MAXIMUM_DEPTH: Final = 50


def json_length(value: Any, template: Template) -> int:
    """The characters of the value as JSON without spaces; what is unresolved is left out."""
    return len(json.dumps(_known(value, template, 0), separators=(",", ":")))


def _known(raw: Any, template: Template, depth: int) -> Any:
    value = template.intrinsics.resolve(raw)
    if isinstance(value, Unresolved):
        return known_text(value)
    if depth >= _MAXIMUM_DEPTH:
        return ""
    if isinstance(value, dict):
        return {str(key): _known(each, template, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_known(each, template, depth + 1) for each in value]
    return value
