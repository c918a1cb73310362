"""Keel at `cdk synth`: a policy validation plugin, and an App that registers it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsii
from aws_cdk import (
    App,
    IPolicyValidationPlugin,
    PolicyValidationPluginReport,
    Validations,
)

from policies import __version__
from policies.adapters import native
from policies.adapters.violations import expired, in_stages, not_judged, of_app, violation
from policies.engine import NAMESPACE
from policies.gate.check import check
from policies.gate.config import ConfigError
from policies.gate.config_file import config_in
from policies.gate.superseding import Superseding
from policies.rules import rule_ids
from policies.template.cdk_assembly import outermost_assembly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aws_cdk import IPolicyValidationContext

    from policies.gate.config import Config
    from policies.gate.verdict import Verdict


class GuardedApp(App):
    """An app that every synth judges by Keel's rules: errors fail it, warnings are shown.

    CDK's built-in validation runs as its native engine, when the extra `native` is installed: the
    same findings in a fifth of the time.

    Args:
        keel: How to judge; by default what keel.toml or pyproject.toml says, nearest to the
            working directory.
        packs: Further plugins of CDK's validation, such as `cdk_nag.AwsSolutionsChecks()`.
        source_lines: Whether findings name the line of the app's code that made a resource. It
            costs more than a tenth of the synth: off unless asked for, here or with the variable
            JSII_HOST_STACK_TRACES=1, which a workflow sets for its annotations. The line that set a
            property afterwards is told where CDK_DEBUG=1 is set as well, before the app starts.
        props: What `aws_cdk.App` takes.
    """

    def __init__(
        self,
        *,
        keel: Config | None = None,
        packs: Iterable[IPolicyValidationPlugin] = (),
        source_lines: bool = False,
        **props: Any,
    ) -> None:
        if source_lines:
            # Read by jsii at every call; CDK writes the frames into the assembly's metadata.
            os.environ["JSII_HOST_STACK_TRACES"] = "1"
        wanted = props.get("builtin_cloud_formation_validation")
        switched_off = wanted is False or os.environ.get("CDK_VALIDATION") == "false"
        is_native = not switched_off and native.is_available()
        if is_native:
            props["builtin_cloud_formation_validation"] = False
        try:
            validator = native.NativeValidator() if is_native else None
            policies = KeelPolicies(keel, validator)
        except ConfigError as mistake:
            # A traceback of the app would bury the one line that says what to mend.
            sys.exit(f"keel: {mistake}")
        super().__init__(**props)
        Validations.of(self).add_plugins(policies, *([validator] if validator else []), *packs)


@jsii.implements(IPolicyValidationPlugin)
class KeelPolicies:
    """The rules as a plugin of CDK's own validation, for any app.

    `Validations.of(app).add_plugins(KeelPolicies())` registers it. Findings appear in CDK's report
    and are accepted the way CDK has it: `Validations.of(construct).acknowledge(Acknowledgment(
    id="keel::<rule>", reason="..."))`.
    """

    def __init__(
        self, config: Config | None = None, beside: native.NativeValidator | None = None
    ) -> None:
        self._config = config_in(Path.cwd(), rule_ids()) if config is None else config
        self._beside = beside

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
        try:
            return self._judged(context)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            return not_judged(error)

    def _judged(self, context: IPolicyValidationContext) -> PolicyValidationPluginReport:
        paths = [Path(path) for path in context.template_paths]
        judged = {path.parent.resolve() for path in paths}
        root = outermost_assembly(paths[0].parent)
        report = check([root], self._config)
        # CDK lowers what goes wrong in the validator itself to a warning: said here it fails.
        if self._beside is not None:
            self._beside.better = Superseding(report.verdicts)
            if self._beside.trouble:
                report = report._replace(errors=[*report.errors, self._beside.trouble])
        found = [
            verdict._replace(acknowledged=None)
            for verdict in report.verdicts
            if verdict.template.parent.resolve() in judged and not _is_accepted(verdict)
        ]
        return PolicyValidationPluginReport(
            success=not report._replace(verdicts=found).failing and not report.errors,
            violations=[
                *map(violation, found),
                *in_stages(context, report, root),
                *(of_app("not-judged", error, "fatal") for error in report.errors),
                *(expired(context, said) for said in report.expired),
            ],
        )


def _is_accepted(verdict: Verdict) -> bool:
    """True for what only Keel knows to be accepted.

    CDK applies the acknowledgements of its own code itself, to report what was accepted and why:
    to Keel those findings are open here.
    """
    said = verdict.acknowledged
    return verdict.is_known or (said is not None and bool(said.written))
