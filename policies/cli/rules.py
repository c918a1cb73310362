"""`keel rules` and `keel explain`: the catalogue, and a rule's page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from policies.cli.trouble import TroubleError
from policies.gate.nearest import nearest
from policies.rules import catalogue

if TYPE_CHECKING:
    import argparse

    from policies.cli.check import Commands


def add_to(commands: Commands) -> None:
    """Add the two commands."""
    listing = commands.add_parser("rules", help="list the rules")
    listing.set_defaults(run=_list)
    explaining = commands.add_parser("explain", help="show a rule's page")
    explaining.add_argument("rule", metavar="RULE")
    explaining.set_defaults(run=_explain)


def _list(options: argparse.Namespace) -> int:
    del options
    rules = catalogue().values()
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        line = f"{rule.id:{width}}  {rule.severity:7}  {rule.effect:16}  {rule.summary}"
        sys.stdout.write(f"{line}\n")
    return 0


def _explain(options: argparse.Namespace) -> int:
    rule = catalogue().get(options.rule)
    if rule is None:
        alike = [rule_id for rule_id in catalogue() if options.rule in rule_id]
        hint = f"; there are {', '.join(alike)}" if alike else nearest(options.rule, catalogue())
        raise TroubleError(f"no rule {options.rule!r}{hint or '; see keel rules'}")
    from policies.reports.rule_page import page  # noqa: PLC0415 - no other command needs it

    sys.stdout.write(page(rule))
    return 0
