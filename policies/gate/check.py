"""From paths to a report: the one way a check runs, whichever door it came through."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from policies.engine import Severity, run
from policies.gate.config import Config
from policies.gate.verdict import Verdict, verdict
from policies.rules import rules_for
from policies.template.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policies.engine import Rule

CLEAN, FINDINGS, TROUBLE = 0, 1, 2
_SAM_FUNCTION: Final = "AWS::Serverless::Function"


class Report(NamedTuple):
    """What a check found, what it could not read, and what that means."""

    verdicts: Sequence[Verdict] = ()
    errors: Sequence[str] = ()
    templates: int = 0
    # Functions of SAM templates, which no rule sees before they are expanded.
    unexpanded: int = 0
    fail_on: Severity = Severity.ERROR

    @property
    def open(self) -> list[Verdict]:
        """The findings that nobody has acknowledged."""
        return [verdict for verdict in self.verdicts if verdict.acknowledged is None]

    @property
    def acknowledged(self) -> list[Verdict]:
        """The findings that somebody has acknowledged."""
        return [verdict for verdict in self.verdicts if verdict.acknowledged is not None]

    def number_of(self, severity: Severity) -> int:
        """How many open findings have this severity."""
        return sum(verdict.severity is severity for verdict in self.open)

    @property
    def failing(self) -> bool:
        """True when an open finding is at or above the failing severity."""
        return bool(
            self.number_of(Severity.ERROR)
            or (self.fail_on is Severity.WARNING and self.number_of(Severity.WARNING))
        )

    @property
    def exit_code(self) -> int:
        """0 clean, 1 findings, 2 something could not be read or judged."""
        if self.errors:
            return TROUBLE
        return FINDINGS if self.failing else CLEAN


def check(
    paths: str | Path | Iterable[str | Path],
    config: Config | None = None,
    rules: Iterable[Rule] | None = None,
) -> Report:
    """Judge everything below the paths; what cannot be read is told, the rest is still judged.

    Args:
        paths: A cdk.out folder, a template, a folder of them, or several of these.
        config: How to judge; every default by default.
        rules: What to judge by; the whole catalogue by default.
    """
    config = config or Config()
    several = [paths] if isinstance(paths, str | Path) else paths
    reading = read(map(Path, several), config.quota)
    present = {kind for template in reading.templates for kind in template.types}
    judging = rules_for(present) if rules is None else rules
    result = run(reading.environments, config.selected(judging))
    crashes = [
        f"{crash.subject}: internal error in rule {crash.rule.id}: {crash.problem}; please report"
        for crash in result.crashes
    ]
    return Report(
        verdicts=[verdict(rule, finding) for rule, finding in result.findings],
        errors=[*map(str, reading.errors), *map(str, result.exhausted), *crashes],
        templates=len(reading.templates),
        unexpanded=sum(len(each.of_type(_SAM_FUNCTION)) for each in reading.templates),
        fail_on=config.fail_on,
    )
