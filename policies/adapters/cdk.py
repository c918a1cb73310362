"""Keel at `cdk synth`: a policy validation plugin, and an App that registers it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsii
from aws_cdk import (
    App,
    IPolicyValidationPlugin,
    PolicyValidationPluginReport,
    PolicyViolatingResource,
    PolicyViolation,
    Validations,
)

from policies import __version__
from policies.engine import NAMESPACE
from policies.gate.check import check
from policies.gate.config import Config, ConfigError, find_config, read_config
from policies.rules import rule_ids
from policies.template.cdk_assembly import outermost_assembly

if TYPE_CHECKING:
    from aws_cdk import IPolicyValidationContext

    from policies.gate.verdict import Verdict


class GuardedApp(App):
    """An app that every synth judges by Keel's rules: errors fail it, warnings are shown.

    Args:
        keel: How to judge; by default what keel.toml or pyproject.toml says, nearest to the
            working directory.
        props: What `aws_cdk.App` takes.
    """

    def __init__(self, *, keel: Config | None = None, **props: Any) -> None:
        super().__init__(**props)
        try:
            policies = KeelPolicies(keel)
        except ConfigError as mistake:
            # A traceback of the app would bury the one line that says what to mend.
            sys.exit(f"keel: {mistake}")
        Validations.of(self).add_plugins(policies)


@jsii.implements(IPolicyValidationPlugin)
class KeelPolicies:
    """The rules as a plugin of CDK's own validation, for any app.

    `Validations.of(app).add_plugins(KeelPolicies())` registers it. Findings appear in CDK's report
    and are accepted the way CDK has it: `Validations.of(construct).acknowledge(Acknowledgment(
    id="keel::<rule>", reason="..."))`.
    """

    def __init__(self, config: Config | None = None) -> None:
        if config is None:
            path = find_config(Path.cwd())
            config = read_config(path, rule_ids()) if path else Config()
        self._config = config

    # Properties, because jsii does not see class attributes: CDK would fail on the first finding.

    @property
    def name(self) -> str:
        """The namespace of the findings."""
        return NAMESPACE

    @property
    def version(self) -> str:
        """The version of the rules."""
        return __version__

    @property
    def rule_ids(self) -> list[str]:
        """Every rule that can be acknowledged."""
        return list(rule_ids())

    def validate(self, context: IPolicyValidationContext) -> PolicyValidationPluginReport:
        """Judge the assembly that was just written, nested stacks included."""
        paths = [Path(path) for path in context.template_paths]
        judged = {path.parent.resolve() for path in paths}
        report = check([outermost_assembly(paths[0].parent)], self._config)
        # CDK applies the acknowledgements itself, to report what was accepted and why: to Keel
        # all findings are open here.
        found = [
            verdict._replace(acknowledged=None)
            for verdict in report.verdicts
            if _directory(verdict) in judged
        ]
        return PolicyValidationPluginReport(
            success=not report._replace(verdicts=found).failing and not report.errors,
            violations=[
                *map(_violation, found),
                *(_trouble(error, context) for error in report.errors),
            ],
        )


def _directory(verdict: Verdict) -> Path:
    return verdict.template.parent.resolve()


def _violation(verdict: Verdict) -> PolicyViolation:
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


def _trouble(error: str, context: IPolicyValidationContext) -> PolicyViolation:
    """What could not be read or judged: fatal, which CDK lets nobody acknowledge.

    It stands at the first stack, because CDK prints nothing of a violation without a place, and
    then takes the synth for a success.
    """
    stack = PolicyViolatingResource(
        construct_path=context.stack_templates[0].stack_construct_path, locations=[]
    )
    return PolicyViolation(
        rule_name="not-judged", description=error, severity="fatal", violating_resources=[stack]
    )
