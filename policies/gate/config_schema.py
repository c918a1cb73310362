"""The JSON schema of keel.toml, for editors that complete and check it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policies.engine import Severity
from policies.gate.cfn_lint import PEER
from policies.gate.config import EVERY, OFF, Profile
from policies.gate.config_reader import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


def config_schema(rules: Collection[str]) -> dict[str, Any]:
    """The schema of a keel.toml; `properties.keel` of it is that of `[tool.keel]`."""
    levels = _table({rule: {"enum": [*map(str, Severity), OFF]} for rule in rules})
    quota = _table(
        {
            "concurrency": _count("what the account grants in the region"),
            "unreserved-floor": _count("what Lambda keeps unreserved of it"),
        }
    )
    said = _table(
        {
            # Rules of other linters are named with their tool, such as cfn-lint::E3034.
            "rule": {"anyOf": [{"enum": [*rules]}, {"type": "string", "pattern": f"^{PEER}::"}]},
            "path": _text("a glob of construct paths, templates, or template#LogicalId"),
            "reason": _text("why it is accepted"),
            "owner": _text("who answers for it"),
            "expires": {"description": "the last day it holds, such as 2027-01-31"},
        },
        required=["rule", "path", "reason"],
    )
    keel = _table(
        {
            "profile": {"enum": [*map(str, Profile)], "default": Profile.DEFAULT.value},
            "fail-on": {"enum": [*map(str, Severity)], "default": Severity.ERROR.value},
            "baseline": _text("the file of keel baseline, as seen from this one"),
            "rules": {"$ref": "#/$defs/levels"},
            "paths": {"type": "object", "additionalProperties": {"$ref": "#/$defs/levels"}},
            "accounts": {
                "type": "object",
                "patternProperties": {
                    rf"^({ACCOUNT.pattern}|\{EVERY})$": {
                        "type": "object",
                        "additionalProperties": quota,
                    }
                },
                "additionalProperties": False,
            },
            "acknowledge": {"type": "array", "items": said},
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Lambda Keel",
        "$defs": {"levels": levels},
        **_table({"keel": keel}),
    }


def _table(properties: dict[str, Any], *, required: Iterable[str] = ()) -> dict[str, Any]:
    table: dict[str, Any] = {"type": "object", "properties": properties}
    if required:
        table["required"] = [*required]
    return {**table, "additionalProperties": False}


def _text(description: str) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "description": description}


def _count(description: str) -> dict[str, Any]:
    return {"type": "integer", "minimum": 0, "description": description}
