"""From findings to verdicts: level, identity, and who has accepted what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.engine import Effect, Severity
from policies.gate.config import OFF
from policies.gate.identity import Identity, identity
from policies.gate.places import places, relative
from policies.gate.verdict import Verdict, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from policies.engine import Finding, Rule
    from policies.gate.cfn_lint import PeerFinding
    from policies.gate.config import Config
    from policies.gate.ledger import Ledger
    from policies.gate.superseding import Superseding
    from policies.template.resource import Resource


class Settling:
    """Settles the findings of one run.

    Args:
        config: The levels.
        ledger: What was acknowledged.
        root: The folder from which identities name templates.
    """

    def __init__(self, config: Config, ledger: Ledger, root: Path | None) -> None:
        self._config = config
        self._ledger = ledger
        self._root = root

    def verdicts(self, findings: Iterable[tuple[Rule, Finding]]) -> Iterator[Verdict]:
        """The verdict of each finding but for those that are off where they are."""
        for rule, finding in findings:
            level = self._config.level(rule, places(finding.resource, self._config.root))
            if level != OFF:
                own = identity(rule.id, finding, self._root)
                open_verdict = verdict(rule, Severity(level), finding, own)
                yield self._settled(open_verdict, finding.resource, finding.judged)

    def peer_verdicts(
        self, findings: Iterable[PeerFinding], better: Superseding
    ) -> Iterator[Verdict]:
        """The verdicts of another linter but for what Keel has said already."""
        for found in findings:
            path, resource = found.template.path, found.template.resources.get(found.logical_id)
            rule_id = found.rule.partition("::")[2]
            if better.covers(rule_id, path, found.logical_id):
                continue
            fails = found.severity is Severity.ERROR
            place = f"{relative(path, self._root)}#{found.logical_id}"
            yield self._settled(
                Verdict(
                    rule=found.rule,
                    severity=found.severity,
                    effect=Effect.FAILS_DEPLOY if fails else Effect.ADVICE,
                    message=found.message,
                    fix=f"see {found.see}",
                    template=path,
                    line=found.line,
                    logical_id=found.logical_id,
                    resource_type=resource.type if resource else "",
                    property=found.property,
                    construct_path=resource.construct_path if resource else None,
                    identity=Identity(found.rule, place, found.property),
                ),
                resource,
            )

    def _settled(self, judged: Verdict, *resources: Resource | None) -> Verdict:
        """The verdict, accepted where one of the resources says so, else open."""
        for resource in resources:
            said = self._ledger.covering(judged.rule, resource) if resource else None
            if said is not None:
                return judged._replace(acknowledged=said)
        return judged
