"""`make index`: writes index.py from the rules.

Importing every rule to learn which of them a template needs would cost the gate most of its start.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from policies.rules import catalogue
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policies.engine import Rule

TARGET: Final = Path(__file__).with_name("index.py")

_HEADER: Final = '''"""Where each rule is and what it judges; written by `make index`."""

from typing import Final, TypeAlias

# Rule to its module below policies.rules, its effect, the types of resources it looks at (none for
# a rule that looks at an account and region), and what it needs: given, beside, anywhere.
Names: TypeAlias = tuple[str, ...]
INDEX: Final[dict[str, tuple[str, str, Names, Names, Names, Names]]] = {
'''


def compiled(rules: Iterable[Rule]) -> str:
    """The text of index.py for these rules."""
    entries = []
    for rule in rules:
        module = rule.module.removeprefix("policies.rules.")
        types = tuple(kind.type_name for kind in rule.on if issubclass(kind, Resource))
        needs = f"{types!r}, {rule.given!r}, {rule.beside!r}, {rule.anywhere!r}"
        entries.append(
            f"    {rule.id!r}: ({module!r}, {rule.effect.value!r}, {needs}),\n".replace("'", '"')
        )
    return f"{_HEADER}{''.join(entries)}}}\n"


if __name__ == "__main__":
    TARGET.write_text(compiled(catalogue().values()), encoding="utf-8")
