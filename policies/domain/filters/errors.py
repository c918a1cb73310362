"""What is raised for a pattern or an event that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.domain.filters.location import rendered

if TYPE_CHECKING:
    from policies.domain.filters.location import Where


class PatternError(ValueError):
    """A filter pattern is refused.

    AWS only says "Invalid filter pattern definition." for all of these.

    Attributes:
        reason: What is wrong, with the value seen.
        path: Where in the pattern, as `body.temperature[0]`; empty for the whole pattern.
        fix: What to write instead; empty when nothing certain can be said.
    """

    def __init__(self, reason: str, where: Where = (), fix: str = "") -> None:
        self.reason = reason
        self.path = rendered(where)
        self.fix = fix
        subject = f"{self.path}: " if self.path else ""
        super().__init__(f"{subject}{reason}{'; ' if fix else ''}{fix}")


class EventError(PatternError):
    """An event or record cannot be matched: no JSON object, nested too deep, not decodable."""
