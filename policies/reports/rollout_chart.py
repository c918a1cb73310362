"""A rollout drawn in a terminal: the new version's share, what it fails, and what alarms say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.simulation import State
from policies.reports.plain import plain
from policies.reports.simulation_words import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policies.domain.simulation import Minute, Run

_COLUMNS: Final = 60
_HEIGHT: Final = 4
_ALL: Final = 100
_TICK: Final = 10
_RED, _RESET = (f"\x1b[{code}m" for code in (31, 0))


class Glyphs(NamedTuple):
    """The signs of a chart.

    Attributes:
        levels: What fills a cell by so much, from nothing to all of it.
        side: The left edge.
        corner: Where it meets the bottom.
        bottom: The bottom edge.
        states: What an alarm says: OK, ALARM, INSUFFICIENT_DATA.
    """

    levels: str
    side: str
    corner: str
    bottom: str
    states: str


UNICODE: Final = Glyphs(" ▁▂▃▄▅▆▇█", "│", "└", "─", "·█ ")
ASCII: Final = Glyphs(" .#", "|", "+", "-", ".! ")


def chart(run: Run, alarms: Sequence[str], glyphs: Glyphs, *, coloured: bool = False) -> str:
    """The minutes of a run from left to right; in a long one each column is several.

    Args:
        run: What is drawn.
        alarms: The names of its alarms, as the run has their states.
        glyphs: The signs to draw with.
        coloured: With the codes of a terminal.
    """
    size = -(-len(run.minutes) // _COLUMNS)
    columns = [run.minutes[n : n + size] for n in range(0, len(run.minutes), size)]
    shares = [column[-1].percentage / _ALL for column in columns]
    failed = [sum(minute.failed_new for minute in column) / len(column) for column in columns]
    most = max(failed)
    names = [plain(name) for name in alarms]
    width = max(9, *(len(name[:_LONGEST_NAME]) for name in names), 0)
    lines = ["", "share of the traffic that the new version gets"]
    lines += _bars(shares, ("100 %", "0 %"), width, glyphs)
    lines += ["", "its failed requests per minute"]
    heights = [value / most if most else 0.0 for value in failed]
    red = _RED if coloured else ""
    lines += _bars(heights, (number(most), "0"), width, glyphs, red)
    if names:
        lines += ["", f"alarms ({glyphs.states[0]} OK, {glyphs.states[1]} ALARM, blank: no data)"]
    for index, name in enumerate(names):
        strip = "".join(_state(column, index, glyphs) for column in columns)
        if coloured:
            alarm = glyphs.states[1]
            strip = strip.replace(alarm, f"{_RED}{alarm}{_RESET}")
        lines.append(f"{name[:_LONGEST_NAME]:>{width}} {glyphs.side}{strip}")
    lines += _axis(len(columns), size, width, glyphs)
    return "\n".join(line.rstrip() for line in lines) + "\n"


_LONGEST_NAME: Final = 24


def _bars(
    heights: Sequence[float], labels: tuple[str, str], width: int, glyphs: Glyphs, colour: str = ""
) -> Iterator[str]:
    """Rows of cells, the highest first, each filled as far as the value reaches."""
    last = len(glyphs.levels) - 1
    for row in reversed(range(_HEIGHT)):
        label = {_HEIGHT - 1: labels[0], 0: labels[1]}.get(row, "")
        cells = ""
        for height in heights:
            level = max(0, min(last, round((height * _HEIGHT - row) * last)))
            if row == 0 and height > 0:
                level = max(level, 1)  # little is not nothing
            cells += glyphs.levels[level]
        cells = cells.rstrip()
        painted = f"{colour}{cells}{_RESET}" if colour and cells else cells
        yield f"{label:>{width}} {glyphs.side}{painted}"


def _state(column: Sequence[Minute], index: int, glyphs: Glyphs) -> str:
    """The gravest state of the minutes of a column."""
    states = [minute.states[index] for minute in column]
    if State.ALARM in states:
        return glyphs.states[1]
    return glyphs.states[0] if State.OK in states else glyphs.states[2]


def _axis(columns: int, size: int, width: int, glyphs: Glyphs) -> Iterator[str]:
    yield f"{'':>{width}} {glyphs.corner}{glyphs.bottom * columns}"
    ticks = ""
    for column in range(0, columns, _TICK):
        ticks = f"{ticks:<{column}}{column * size}"
    yield f"{'':>{width}}  {ticks:<{columns}} min"
