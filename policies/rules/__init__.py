"""The catalogue: one module, one rule, one page, one twin test; found by walking."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from policies.engine import Rule
from policies.rules.index import INDEX

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@cache
def catalogue() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of families and ids."""
    root = Path(__file__).parent
    modules = sorted(path for path in root.glob("*/*.py") if path.name != "__init__.py")
    rules = [_rule(f"{path.parent.name}.{path.stem}") for path in modules]
    return {rule.id: rule for rule in rules}


def rule_ids() -> Collection[str]:
    """The ids of the catalogue, without importing a rule."""
    return INDEX.keys()


def rules_for(types: Collection[str]) -> list[Rule]:
    """The rules that have something to judge where resources of these types are."""
    return [
        _rule(module)
        for module, judged in INDEX.values()
        if not judged or any(kind in types for kind in judged)
    ]


def _rule(module: str) -> Rule:
    found = import_module(f"{__name__}.{module}").check
    if not isinstance(found, Rule):
        raise TypeError(f"{__name__}.{module} defines no rule")
    return found
