"""A finding as users get it: judged, placed, and accepted, known or open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from policies.engine import Effect, Finding, Rule, Severity
    from policies.gate.acknowledgement import Acknowledgement
    from policies.gate.identity import Identity
    from policies.template.source import SourceLine


class Made(NamedTuple):
    """What SAM makes of the resource that the file has, and the finding is about."""

    logical_id: str
    resource_type: str


class _Facts(NamedTuple):
    rule: str
    severity: Severity
    effect: Effect
    message: str
    fix: str
    template: Path
    line: int
    logical_id: str
    resource_type: str
    property: str
    construct_path: str | None
    identity: Identity
    # What the rule looked at, where that is another resource: its template and logical id.
    judged: tuple[Path, str] | None = None
    source: SourceLine | None = None
    acknowledged: Acknowledgement | None = None
    is_known: bool = False
    made: Made | None = None


class Verdict(_Facts):
    """One finding with everything a report says of it."""

    __slots__ = ()

    @property
    def is_open(self) -> bool:
        """True when nobody has accepted it and no baseline holds it."""
        return self.acknowledged is None and not self.is_known


def verdict(rule: Rule, severity: Severity, finding: Finding, identity: Identity) -> Verdict:
    """The finding, placed in its template and app."""
    resource, judged = finding.resource, finding.judged
    return Verdict(
        rule=rule.id,
        severity=severity,
        effect=rule.effect,
        message=finding.message,
        fix=finding.fix,
        template=resource.template.path,
        line=finding.line,
        logical_id=resource.written_id,
        resource_type=resource.written_type,
        property=finding.written_at,
        construct_path=resource.construct_path,
        identity=identity,
        judged=(judged.template.path, judged.logical_id) if judged else None,
        source=resource.template.source_of(resource, finding.at),
        made=None
        if resource.logical_id == resource.written_id
        else Made(resource.logical_id, resource.type),
    )
