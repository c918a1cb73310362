"""What Keel found, as violations of CDK's validation report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from aws_cdk import PolicyValidationPluginReport, PolicyViolatingResource, PolicyViolation

from policies.adapters.stages import FoundInStages, is_left_to_the_command
from policies.reports.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aws_cdk import IPolicyValidationContext

    from policies.gate.acknowledgement import Acknowledgement
    from policies.gate.report import Report
    from policies.gate.verdict import Verdict


def violation(verdict: Verdict) -> PolicyViolation:
    """The finding, at its resource."""
    return PolicyViolation(
        rule_name=verdict.rule,
        description=verdict.message,
        fix=verdict.fix,
        severity=verdict.severity.value,
        violating_resources=[
            PolicyViolatingResource(
                resource_logical_id=verdict.logical_id,
                construct_path=verdict.construct_path,
                template_path=str(verdict.template.resolve()),
                locations=[f"Properties.{verdict.property}"] if verdict.property else [],
            )
        ],
    )


def in_stages(
    context: IPolicyValidationContext, report: Report, root: Path
) -> Iterator[PolicyViolation]:
    """What tells of the findings in stages, at a stack of the app, which synth and deploy show.

    Where there is no such stack it is a line: whatever has no stack would fail the deployment of
    one stage for the errors of another.
    """
    folders = {Path(each.template_path).parent.resolve() for each in context.stack_templates}
    if folders == {root.resolve()} or not is_left_to_the_command(context):
        return
    found = FoundInStages(context, report.verdicts, root)
    if not found.by_stack:
        return
    if found.top_stack is None:
        sys.stderr.write(f"keel: {plain(str(found))}\n")
        return
    verdicts = [verdict for several in found.by_stack.values() for verdict in several]
    fails = report._replace(verdicts=verdicts, expired=()).failing
    severity = "fatal" if fails else "warning"
    yield of_app("findings-in-stages", str(found), severity, found.top_stack)


def of_app(rule: str, description: str, severity: str, stack: str | None = None) -> PolicyViolation:
    """What is no resource's. `fatal` is what CDK lets nobody acknowledge.

    Without a stack it counts whichever stacks the command was asked for. It has a place all the
    same: CDK prints nothing of a violation that has none, and then takes the synth for a success.
    """
    place = PolicyViolatingResource(construct_path=stack, locations=[])
    return PolicyViolation(
        rule_name=rule, description=description, severity=severity, violating_resources=[place]
    )


def not_judged(error: Exception) -> PolicyValidationPluginReport:
    """What tells of a validator that failed.

    CDK's command (2.1148) takes one that raises for one that found nothing.
    """
    told = f"internal error: {type(error).__name__}: {error}; please report"
    return PolicyValidationPluginReport(
        success=False, violations=[of_app("not-judged", told, "fatal")]
    )


def expired(context: IPolicyValidationContext, said: Acknowledgement) -> PolicyViolation:
    """What tells of an acknowledgement that covers nothing any more."""
    told = f"the acknowledgement of {said.rule} at {said.at} ended on {said.expires}: {said.reason}"
    first = context.stack_templates[0].stack_construct_path
    return of_app("acknowledgement-expired", told, "warning", first)
