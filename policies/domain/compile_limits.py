"""`make limits`: writes limits_data.py from limits.toml.

Reading TOML and its reader at every start would cost the gate a fifth of its start-up.
"""

from __future__ import annotations

import pprint
import tomllib
from pathlib import Path
from typing import Any, Final

SOURCE: Final = Path(__file__).with_name("limits.toml")
TARGET: Final = Path(__file__).with_name("limits_data.py")

_HEADER: Final = '''"""What limits.toml says, as Python; written by `make limits`, never by hand."""

from typing import Any, Final

TABLE: Final[dict[str, dict[str, Any]]] = '''


def compiled(source: str) -> str:
    """The text of limits_data.py for a text of limits.toml."""
    entries = _flat(tomllib.loads(source))
    return f"{_HEADER}{pprint.pformat(entries, width=100, sort_dicts=False)}\n"


def _flat(table: dict[str, Any], prefix: str = "") -> dict[str, dict[str, Any]]:
    entries: dict[str, dict[str, Any]] = {}
    for key, value in table.items():
        if "source" in value:
            entries[f"{prefix}{key}"] = _dated(value)
        else:
            entries |= _flat(value, f"{prefix}{key}.")
    return entries


def _dated(entry: dict[str, Any]) -> dict[str, Any]:
    dated = {**entry, "verified": entry["verified"].isoformat()}
    if "given" in entry:
        dated["given"] = {name: _dated(bounds) for name, bounds in entry["given"].items()}
    return dated


if __name__ == "__main__":
    TARGET.write_text(compiled(SOURCE.read_text(encoding="utf-8")), encoding="utf-8")
