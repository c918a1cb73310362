"""A finding as users get it: judged, placed, and acknowledged or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policies.gate.acknowledgements import Acknowledgement, acknowledgement

if TYPE_CHECKING:
    from pathlib import Path

    from policies.engine import Effect, Finding, Rule, Severity


class Verdict(NamedTuple):
    """One finding with everything a report says of it."""

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
    acknowledged: Acknowledgement | None


def verdict(rule: Rule, finding: Finding) -> Verdict:
    """The finding, placed in its template and app."""
    resource = finding.resource
    return Verdict(
        rule=rule.id,
        severity=rule.severity,
        effect=rule.effect,
        message=finding.message,
        fix=finding.fix,
        template=resource.template.path,
        line=finding.line,
        logical_id=resource.logical_id,
        resource_type=resource.type,
        property=finding.at,
        construct_path=resource.construct_path,
        acknowledged=acknowledgement(rule.id, resource),
    )
