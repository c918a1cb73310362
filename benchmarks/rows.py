"""What a benchmark found: rows, each a figure of ours, a peer's, their ratio and a goal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from benchmarks.measuring import Spread


class Goal(NamedTuple):
    """A bound that the figure it is for has to keep.

    `of` is what is held against it: "ratio", "ours" where there is no peer, or "least", the fastest
    round of ours, where all else that runs only adds.
    """

    bound: float
    at_least: bool = False
    of: str = "ratio"

    def is_met(self, row: Row) -> bool:
        """Whether the median keeps the bound."""
        figure = row.ratio if self.of == "ratio" else row.ours
        if figure is None:
            return False
        value = figure.least if self.of == "least" else figure.median
        return value >= self.bound if self.at_least else value <= self.bound


class Row(NamedTuple):
    """One line of the table.

    `ratio` is theirs by ours where the goal is a least, and ours by theirs where it is a most.
    """

    what: str
    unit: str
    ours: Spread
    peer: str = ""
    theirs: Spread | None = None
    ratio: Spread | None = None
    goal: Goal | None = None
    peak_mb: float | None = None
    their_peak_mb: float | None = None

    def data(self) -> dict[str, Any]:
        """The row for results.json."""
        found: dict[str, Any] = {
            name: value._asdict() if hasattr(value, "_asdict") else value
            for name, value in self._asdict().items()
            if value not in (None, "")
        }
        if self.goal is not None:
            found["met"] = self.goal.is_met(self)
        return found


class Suite(NamedTuple):
    """The rows of one benchmark, and what they say and do not say."""

    title: str
    note: str
    rounds: int
    rows: list[Row]
