"""Keel's rules as rules of cfn-lint: `cfn-lint --append-rules policies.adapters.cfn_lint`.

cfn-lint takes the first letter of an id for its severity, so each rule is there as
`E-keel-<rule>` or `W-keel-<rule>`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from cfnlint import rules as cfnlint_rules

from policies.engine import NAMESPACE, Severity, run
from policies.gate.config import Config
from policies.gate.ledger import Ledger
from policies.rules import catalogue, rule_ids
from policies.template.document import Document
from policies.template.environment import now
from policies.template.template import Template
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policies.engine import Finding, Rule

_LETTERS: Final = {Severity.ERROR: "E", Severity.WARNING: "W"}


class _NoLines:
    """cfn-lint finds the lines itself, by the path of what was found."""

    def line_of(self, path: Sequence[str | int]) -> int:
        del path
        return 0


class _Findings:
    """What all rules find in the template that cfn-lint has read, found once."""

    def __init__(self) -> None:
        self._found: WeakKeyDictionary[Any, Mapping[str, list[Finding]]] = WeakKeyDictionary()

    def of(self, rule: Rule, cfn: Any) -> list[Finding]:
        if cfn not in self._found:
            self._found[cfn] = _judged(cfn)
        return self._found[cfn].get(rule.id, [])


def _rules() -> list[Rule]:
    return Config().selected(catalogue().values())


def _judged(cfn: Any) -> dict[str, list[Finding]]:
    try:
        template = Template(Document(Path(cfn.filename or "template"), cfn.template, _NoLines()))
    except UnreadableError:
        return {}  # cfn-lint says so itself
    said = Ledger((), rule_ids(), now())
    said.read([template])
    found: dict[str, list[Finding]] = {}
    for rule, finding in run([template.environment], _rules()).findings:
        places = filter(None, (finding.resource, finding.judged))
        if not any(said.covering(rule.id, each) for each in places):
            found.setdefault(rule.id, []).append(finding)
    return found


def lint_id(rule: Rule) -> str:
    """The id under which cfn-lint knows the rule."""
    return f"{_LETTERS[rule.severity]}-{NAMESPACE}-{rule.id}"


def _class_of(rule: Rule, findings: _Findings) -> type[Any]:
    def match(_: object, cfn: Any) -> list[Any]:
        return [
            cfnlint_rules.RuleMatch([*finding.path], f"{finding.message}; {finding.fix}")
            for finding in findings.of(rule, cfn)
        ]

    members = {
        "id": lint_id(rule),
        "shortdesc": rule.summary,
        "description": rule.page.partition("\n\nAvoid:")[0],
        "source_url": rule.source,
        "tags": [NAMESPACE, rule.effect.value],
        "match": match,
        "__module__": __name__,
    }
    name = "".join(part.capitalize() for part in rule.id.split("-"))
    return type(name, (cfnlint_rules.CloudFormationLintRule,), members)


def _classes() -> dict[str, type[Any]]:
    findings = _Findings()
    made = (_class_of(rule, findings) for rule in _rules())
    return {each.__name__: each for each in made}


# cfn-lint looks for the classes of a module among its members.
globals().update(_classes())
