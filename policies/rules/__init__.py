"""The catalogue: one module, one rule, one page, one twin test; found by walking."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from policies.engine import Rule
from policies.rules.index import INDEX

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from collections.abc import Set as AbstractSet


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


def _always(rule_id: str, effect: str) -> bool:
    del rule_id, effect
    return True


def rule_named(rule_id: str) -> Rule:
    """The rule of this id, without importing another.

    Raises:
        KeyError: the catalogue has none of this id.
    """
    return _rule(INDEX[rule_id][0])


def rules_for(
    written: Mapping[str, AbstractSet[str]], runs: Callable[[str, str], bool] = _always
) -> list[Rule]:
    """The rules that have something to judge.

    Args:
        written: The properties that resources of each type write, by type.
        runs: Whether a rule of this id and effect is wanted.
    """
    types = written.keys()
    names = {name for properties in written.values() for name in properties}
    return [
        _rule(module)
        for rule_id, (module, effect, judged, given, beside, anywhere) in INDEX.items()
        if runs(rule_id, effect)
        and (not judged or any(_is_written(written.get(kind), given) for kind in judged))
        and not (beside and types.isdisjoint(beside))
        and not (anywhere and names.isdisjoint(anywhere))
    ]


def is_wanted(rule_id: str, runs: Callable[[str, str], bool]) -> bool:
    """Whether a rule is wanted, by its id and effect; one that nobody knows counts as wanted."""
    return rule_id not in INDEX or runs(rule_id, INDEX[rule_id][1])


def _is_written(names: AbstractSet[str] | None, given: tuple[str, ...]) -> bool:
    return names is not None and not (given and names.isdisjoint(given))


def _rule(module: str) -> Rule:
    found = import_module(f"{__name__}.{module}").check
    if not isinstance(found, Rule):
        raise TypeError(f"{__name__}.{module} defines no rule")
    return found
