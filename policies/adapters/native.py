"""CDK's own validation by its native engine: the same rules without the three seconds of WASM."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

import jsii
from aws_cdk import (
    IPolicyValidationPlugin,
    PolicyValidationPluginReport,
    PolicyViolatingResource,
    PolicyViolation,
)

from policies.adapters.native_configuration import IGNORED, SEVERITIES, configuration
from policies.adapters.violations import not_judged
from policies.gate.superseding import Superseding
from policies.template.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from aws_cdk import IPolicyValidationContext, PolicyValidationStack

    from policies.template.template import Template

# Under this name CDK knows the engine: acknowledgements of `CloudFormation-Validate::<rule>` hold,
# and its errors stay warnings until the app's context asks for more.
_NAME: Final = "CloudFormation Validate"


def is_available() -> bool:
    """True when the extra `native` is installed."""
    from importlib.util import find_spec  # noqa: PLC0415 - asked once, by a synth

    return find_spec("cloudformation_validate") is not None


@jsii.implements(IPolicyValidationPlugin)
class NativeValidator:
    """The engine of CDK's built-in validation as a plugin.

    Compiling its rules takes a third of a second; a thread does it while the app builds its tree.
    It finds what the built-in one finds, in nested stacks too, which the built-in one leaves out.

    Attributes:
        better: What the findings of the same synth cover already; each thing is said once.
    """

    def __init__(self) -> None:
        self.better = Superseding()
        self._engine: Any = None
        self._failure: BaseException | None = None
        self._start = Thread(target=self._prepare, name="cloudformation-validate", daemon=True)
        self._start.start()
        # Freed before Python takes its modules apart: the engine's own end needs them.
        atexit.register(self._release)

    def _release(self) -> None:
        self._start.join()
        self._engine = None

    def _prepare(self) -> None:
        try:
            from cloudformation_validate import (  # noqa: PLC0415 - an extra, imported in its thread
                CompositeEngine,
                CompositeEngineConfig,
            )

            self._engine = CompositeEngine(CompositeEngineConfig())
        except BaseException as error:  # noqa: BLE001 - told where the synth asks for its verdict
            self._failure = error

    @property
    def trouble(self) -> str | None:
        """Why the engine cannot judge, None when it can."""
        self._start.join()
        if self._failure is None:
            return None
        return f"cloudformation-validate does not start: {self._failure}; install it again"

    def _ready(self) -> Any:
        if self.trouble:
            raise RuntimeError(self.trouble)
        return self._engine

    # Properties, because jsii does not see class attributes: CDK would fail on the first finding.

    @property
    def name(self) -> str:
        """The name under which CDK knows these rules."""
        return _NAME

    @property
    def version(self) -> str:
        """The version of the engine."""
        from cloudformation_validate import version  # noqa: PLC0415 - an extra

        return str(version())

    @property
    def rule_ids(self) -> list[str]:
        """Every rule that can be acknowledged."""
        return [
            rule.id
            for rule in self._ready().list_rules()
            if rule.id not in IGNORED and rule.severity.name in SEVERITIES
        ]

    def validate(self, context: IPolicyValidationContext) -> PolicyValidationPluginReport:
        """Judge the templates of the stacks that were just written, and those nested in them."""
        try:
            return self._judged(context)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            return not_judged(error)

    def _judged(self, context: IPolicyValidationContext) -> PolicyValidationPluginReport:
        found: dict[tuple[str, str, str], _Found] = {}
        # An app's stacks share their assembly: it is read once for all of them.
        templates_in = cache(lambda assembly: read([assembly]).templates)
        for stack in context.stack_templates:
            path = Path(stack.template_path)
            for template in (path, *_nested_in(path, templates_in)):
                self._judge(template, stack, found)
        violations = [each.violation() for each in found.values()]
        return PolicyValidationPluginReport(
            success=all(each.severity != "error" for each in violations), violations=violations
        )

    def _judge(
        self,
        template: Path,
        stack: PolicyValidationStack,
        found: dict[tuple[str, str, str], _Found],
    ) -> None:
        report = self._ready().validate_template(
            str(template), configuration(stack.account_id, stack.region)
        )
        for diagnostic in report.diagnostics:
            entity = diagnostic.entity
            is_resource = entity is not None and entity.entity_type.name == "RESOURCE"
            logical_id = entity.logical_id if is_resource else None
            if self._is_said(diagnostic.rule_id, template, logical_id):
                continue
            place = diagnostic.property_path or ""
            label = place.removeprefix("Properties.")
            description = f"{label}: {diagnostic.message}" if label else diagnostic.message
            severity = SEVERITIES.get(diagnostic.severity.name, "warning")
            key = diagnostic.rule_id, severity, description
            found.setdefault(key, _Found(diagnostic, severity, description)).resources.append(
                PolicyViolatingResource(
                    resource_logical_id=logical_id,
                    construct_path=None if logical_id else stack.stack_construct_path,
                    template_path=str(template),
                    locations=[place] if place else [],
                )
            )

    def _is_said(self, rule_id: str, template: Path, logical_id: str | None) -> bool:
        return logical_id is not None and self.better.covers(rule_id, template, logical_id)


class _Found:
    """One rule's message with every resource it is said of, as CDK groups them."""

    def __init__(self, diagnostic: Any, severity: str, description: str) -> None:
        self._diagnostic = diagnostic
        self._severity = severity
        self._description = description
        self.resources: list[PolicyViolatingResource] = []

    def violation(self) -> PolicyViolation:
        category = self._diagnostic.category
        return PolicyViolation(
            rule_name=self._diagnostic.rule_id,
            description=self._description,
            severity=self._severity,
            fix=self._diagnostic.suggested_fix,
            violating_resources=self.resources,
            rule_metadata={"category": category} if category else None,
        )


def _nested_in(stack: Path, templates_in: Callable[[Path], Iterable[Template]]) -> Iterator[Path]:
    """The templates nested in a stack's, at any depth; the assembly tells which they are."""
    if "AWS::CloudFormation::Stack" not in stack.read_text(encoding="utf-8"):
        return
    own = stack.resolve()
    for template in templates_in(stack.parent):
        parent = template.parent
        while parent is not None:
            if parent.template.path.resolve() == own:
                yield template.path
                break
            parent = parent.template.parent
