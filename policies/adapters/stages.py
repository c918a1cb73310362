"""What is found in stages, told where CDK's command shows it.

The command prints, and fails on, the findings of the stacks it was asked for; asked for none it
takes those of the app itself, and an error in a stage would pass in silence.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from policies.engine import NAMESPACE
from policies.reports.counts import counted_by_severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aws_cdk import IPolicyValidationContext
    from constructs import IConstruct

    from policies.gate.verdict import Verdict

# aws-cdk-lib 2.275, cx-api: false where the command prints the report that the synth writes.
_SYNTH_REPORTS: Final = "@aws-cdk/core:failSynthOnValidationErrors"
_ACKNOWLEDGED: Final = "aws:cdk:acknowledged-rules"
_MOST_NAMED: Final = 5


def is_left_to_the_command(context: IPolicyValidationContext) -> bool:
    """True when CDK's command prints the report, of the stacks that it was asked for."""
    return context.app_construct.node.try_get_context(_SYNTH_REPORTS) in (False, "false")


class FoundInStages:
    """The findings that are open in stacks of stages.

    Args:
        context: What CDK judges.
        verdicts: What was found, with what was accepted in the stacks themselves.
        root: The folder of the app's own assembly.
    """

    def __init__(
        self, context: IPolicyValidationContext, verdicts: Iterable[Verdict], root: Path
    ) -> None:
        self.top_stack: str | None = None
        self._app = context.app_construct
        self._stacks: dict[str, Path] = {}
        for stack in context.stack_templates:
            path, template = stack.stack_construct_path, Path(stack.template_path)
            if template.parent.resolve() != root.resolve():
                self._stacks[path] = template.resolve()
            elif self.top_stack is None:
                self.top_stack = path
        self._accepted: dict[str, set[str]] = {}
        self.by_stack: dict[str, list[Verdict]] = {}
        for verdict in verdicts:
            found_in = self._stack_of(verdict) if verdict.is_open else None
            if found_in and f"{NAMESPACE}::{verdict.rule}" not in self._accepted_above(found_in):
                self.by_stack.setdefault(found_in, []).append(verdict)

    def __str__(self) -> str:
        severities = [each.severity for found in self.by_stack.values() for each in found]
        counts = counted_by_severity(severities.count).values()
        named = [*self.by_stack][:_MOST_NAMED]
        more = len(self.by_stack) - len(named)
        stacks = ", ".join([*named, *([f"{more} more"] if more else [])])
        return f"{', '.join(counts)} in stages: {stacks}; cdk synth '**' shows each"

    def _stack_of(self, verdict: Verdict) -> str | None:
        inside = [
            stack
            for stack, template in self._stacks.items()
            if f"{verdict.construct_path}/".startswith(f"{stack}/")
            or verdict.template.resolve() == template
        ]
        return max(inside, key=len, default=None)

    def _accepted_above(self, stack: str) -> set[str]:
        """What the code accepts above a stack: it stands in no metadata of the assembly yet."""
        if stack not in self._accepted:
            self._accepted[stack] = {*_acknowledged(self._app, stack.split("/")[:-1])}
        return self._accepted[stack]


def _acknowledged(app: IConstruct, names: Iterable[str]) -> Iterator[str]:
    construct: IConstruct | None = app
    for name in (None, *names):
        if construct is not None and name is not None:
            construct = construct.node.try_find_child(name)
        if construct is None:
            return
        for entry in construct.node.metadata:
            if entry.type == _ACKNOWLEDGED and isinstance(entry.data, dict):
                yield from entry.data
