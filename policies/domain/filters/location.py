"""Places in a pattern, as messages write them."""

from __future__ import annotations

import json

Where = tuple[str | int, ...]


def rendered(where: Where) -> str:
    """The place as a path: `body.temperature[0]`, `body["two words"]`, `$or[1].body`."""
    parts = []
    for step in where:
        if isinstance(step, int):
            parts.append(f"[{step}]")
        elif _reads_as_a_name(step):
            parts.append(f".{step}" if parts else step)
        else:
            parts.append(f"[{json.dumps(step, ensure_ascii=False)}]")
    return "".join(parts)


def _reads_as_a_name(key: str) -> bool:
    return key.replace("-", "_").replace("$", "_").isidentifier()
