"""What a check found, what it could not read, and what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policies.engine import Severity
from policies.gate.exit_codes import CLEAN, FINDINGS, TROUBLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policies.gate.acknowledgement import Acknowledgement
    from policies.gate.identity import Identity
    from policies.gate.verdict import Verdict


class Report(NamedTuple):
    """The outcome of one check.

    `expired` acknowledgements cover nothing any more: their findings are open again. `unused` ones
    cover nothing that was found. `resolved` are findings of the baseline that are gone.
    """

    verdicts: Sequence[Verdict] = ()
    errors: Sequence[str] = ()
    templates: int = 0
    # Functions of SAM templates, which no rule sees before they are expanded.
    unexpanded: int = 0
    fail_on: Severity = Severity.ERROR
    expired: Sequence[Acknowledgement] = ()
    unused: Sequence[Acknowledgement] = ()
    resolved: Sequence[Identity] = ()

    @property
    def open(self) -> list[Verdict]:
        """The findings that nobody has acknowledged and no baseline holds."""
        return [verdict for verdict in self.verdicts if verdict.is_open]

    @property
    def acknowledged(self) -> list[Verdict]:
        """The findings that somebody has acknowledged."""
        return [verdict for verdict in self.verdicts if verdict.acknowledged is not None]

    @property
    def known(self) -> list[Verdict]:
        """The findings that the baseline holds."""
        return [verdict for verdict in self.verdicts if verdict.is_known]

    def number_of(self, severity: Severity) -> int:
        """How many open findings have this severity; an expired acknowledgement is a warning."""
        expired = len(self.expired) if severity is Severity.WARNING else 0
        return expired + sum(verdict.severity is severity for verdict in self.open)

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
