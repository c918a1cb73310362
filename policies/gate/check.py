"""From paths to a report: the one way a check runs, whichever door it came through."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policies.engine import Severity, run
from policies.gate.config import Config
from policies.gate.verdict import Verdict, verdict
from policies.rules import catalogue
from policies.template.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

CLEAN, FINDINGS, TROUBLE = 0, 1, 2


class Report(NamedTuple):
    """What a check found, what it could not read, and what that means."""

    verdicts: Sequence[Verdict] = ()
    errors: Sequence[str] = ()
    templates: int = 0
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


def check(paths: Iterable[Path], config: Config | None = None) -> Report:
    """Judge everything below the paths; what cannot be read is told, the rest is still judged."""
    config = config or Config()
    reading = read(paths, config.quota)
    result = run(reading.environments, config.selected(catalogue().values()))
    crashes = [
        f"{crash.subject}: internal error in rule {crash.rule.id}: {crash.problem}; please report"
        for crash in result.crashes
    ]
    return Report(
        verdicts=[verdict(rule, finding) for rule, finding in result.findings],
        errors=[*map(str, reading.errors), *crashes],
        templates=len(reading.templates),
        fail_on=config.fail_on,
    )
