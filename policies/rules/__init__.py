"""The catalogue: one module, one rule, one page, one twin test; found by walking, never listed."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from policies.engine import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def catalogue() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of families and ids."""
    root = Path(__file__).parent
    modules = sorted(path for path in root.glob("*/*.py") if path.name != "__init__.py")
    rules: dict[str, Rule] = {}
    for path in modules:
        module = import_module(f"{__name__}.{path.parent.name}.{path.stem}")
        found = module.check
        if not isinstance(found, Rule):
            raise TypeError(f"{path} defines no rule")
        rules[found.id] = found
    return rules
