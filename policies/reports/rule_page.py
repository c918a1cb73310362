"""A rule's page as Markdown: what `keel explain` prints and docs/rules holds."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Final

from policies.engine import Effect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policies.engine import Rule

_WIDTH: Final = 100
_CONSEQUENCE: Final = {
    Effect.FAILS_DEPLOY: "the deployment fails",
    Effect.DROPS_EVENTS: "events are lost",
    Effect.FAILS_INVOCATION: "invocations fail",
    Effect.UNSAFE_RELEASE: "a bad version reaches everybody",
    Effect.EXPOSES: "somebody gets in who should not",
    Effect.COSTS: "money is spent for nothing",
    Effect.ADVICE: "nothing breaks; advice, in the strict profile only",
}


def page(rule: Rule) -> str:
    """The rule's page."""
    covers = ", ".join(f"`{superseded}`" for superseded in rule.supersedes)
    facts = [
        f"- severity: {rule.severity}",
        f"- effect: `{rule.effect}` ({_CONSEQUENCE[rule.effect]})",
        f"- judges: {', '.join(f'`{kind}`' for kind in judged(rule))}",
        f"- source: <{rule.source}>",
        *([f"- covers: {covers}"] if covers else []),
    ]
    return f"# {rule.id}\n\n{rule.page}\n\n{chr(10).join(facts)}\n"


def index(rules: Iterable[Rule]) -> str:
    """The list of all rules by family, each with a link to its page."""
    several = list(rules)
    advice = sum(rule.effect is Effect.ADVICE for rule in several)
    intro = (
        f"Keel has {len(several)} rules; {advice} of them are advice, which only `--profile "
        "strict` gives. Each has a page: what is wrong, what happens otherwise, what to avoid and "
        "what to write. `keel explain RULE` prints the same. `make docs` writes these pages from "
        "the rules."
    )
    parts = [f"# Rules\n\n{textwrap.fill(intro, _WIDTH)}\n"]
    for family, members in groupby(several, _family):
        rows = "".join(
            f"| [{rule.id}]({rule.id}.md) | {rule.severity} | {rule.effect} | {rule.summary} |\n"
            for rule in members
        )
        parts.append(f"## {family}\n\n| rule | severity | effect | |\n|---|---|---|---|\n{rows}")
    return "\n".join(parts)


def judged(rule: Rule) -> list[str]:
    """What the rule looks at: types of resources, or everything of an account and region."""
    return [getattr(kind, "type_name", "account and region") for kind in rule.on]


def _family(rule: Rule) -> str:
    name = rule.module.split(".")[-2].replace("_", " ")
    return name[:1].upper() + name[1:]
