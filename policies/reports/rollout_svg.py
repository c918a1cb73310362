"""A simulated rollout as a drawing: the same text for the same run, readable on light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from policies.domain.simulation import State, Verdict
from policies.reports.plain import plain
from policies.reports.simulation_words import number, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policies.domain.simulation import Minute, Run
    from policies.gate.rollout_simulation import RolloutSimulation

_WIDTH: Final = 760
_LEFT, _RIGHT = 128, 24
_PLOT: Final = _WIDTH - _LEFT - _RIGHT
_PANEL: Final = 96
_SHARE_TOP: Final = 112
_FAILED_TOP: Final = 254
_STRIPS_TOP: Final = 392
_STRIP: Final = 22
_ALL: Final = 100
_MOST_TICKS: Final = 10
# The last is a day: enough for the longest that is played, eight days.
_TICKS: Final = (1, 2, 5, 10, 30, 60, 300, 600, 1440)
_LONGEST_NAME: Final = 17
_LEGEND: Final = "alarms: green is OK, red is ALARM, dashed is no data"

# A background of its own: a page may be dark where its reader's system is light.
_STYLE: Final = """\
  <style>
    text { font: 12px system-ui, sans-serif; fill: #1f2328; stroke: #ffffff; stroke-width: 4px;
      stroke-linejoin: round; paint-order: stroke }
    .head { font-size: 15px; font-weight: 600 }
    .quiet { fill: #59636e }
    .end { text-anchor: end }
    .middle { text-anchor: middle }
    .page { fill: #ffffff; stroke: #d1d9e0 }
    .grid { stroke: #d1d9e0 }
    .share { fill: #0969da; fill-opacity: .25; stroke: #0969da; stroke-width: 2 }
    .failed { fill: #cf222e }
    .ok { fill: #2da44e }
    .alarm { fill: #cf222e }
    .none { fill: none; stroke: #8c959f; stroke-dasharray: 3 3 }
    .mark { stroke: #1f2328; stroke-dasharray: 5 3 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; stroke: #0d1117 }
      .quiet { fill: #9198a1 }
      .page { fill: #0d1117; stroke: #3d444d }
      .grid { stroke: #3d444d }
      .share { fill: #58a6ff; stroke: #58a6ff }
      .failed { fill: #ff7b72 }
      .ok { fill: #3fb950 }
      .alarm { fill: #ff7b72 }
      .none { stroke: #6e7681 }
      .mark { stroke: #e6edf3 }
    }
  </style>
"""


def drawing(simulation: RolloutSimulation) -> str:
    """An SVG of the typical run: shares, failures and alarms over the minutes."""
    run, scenario = simulation.forecast.typical, simulation.scenario
    names = [alarm.name for alarm in scenario.alarms]
    bottom = _STRIPS_TOP + _STRIP * len(names)
    height = bottom + 52
    head = f"{simulation.rollout.release.path}: {simulation.rollout.strategy}"
    told = verdict(simulation)
    ends, _, costs = told.partition("; ")
    lines = [
        _opening(height),
        f"  <title>{_escaped(f'{head}: {told}')}</title>",
        _STYLE.rstrip("\n"),
        f'  <rect class="page" x=".5" y=".5" width="{_WIDTH - 1}" height="{height - 1}" rx="6"/>',
        _text(20, 30, head, "head"),
        _text(20, 52, ends),
        _text(20, 70, costs, "quiet"),
        *_grid(len(run.minutes), bottom),
        _mark(run, bottom),
        *_shares(run.minutes),
        *_failures(run.minutes),
    ]
    if names:
        lines.append(_text(_LEFT, _STRIPS_TOP - 8, _LEGEND))
    for index, name in enumerate(names):
        lines += _strip(run.minutes, index, name)
    lines.append(_mark_told(run))
    return "\n".join([*lines, "</svg>"]) + "\n"


def _opening(height: int) -> str:
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'


def _grid(minutes: int, bottom: int) -> Iterator[str]:
    """The axis of minutes, and its lines through everything."""
    step = next(each for each in _TICKS if minutes / each <= _MOST_TICKS)
    for minute in range(0, minutes + 1, step):
        x = _x(minute, minutes)
        for top in (_SHARE_TOP, _FAILED_TOP):
            yield f'  <path class="grid" d="M{x} {top}V{top + _PANEL}"/>'
        yield _text(x, bottom + 22, str(minute), "quiet middle")
    yield _text(_WIDTH - _RIGHT, bottom + 40, "minutes after the first shift", "quiet end")


def _shares(minutes: Sequence[Minute]) -> Iterator[str]:
    """The new version's share as steps."""
    yield _text(_LEFT, _SHARE_TOP - 10, "traffic that the new version gets")
    for percentage in (0, 50, _ALL):
        y = _y(percentage / _ALL, _SHARE_TOP)
        yield f'  <path class="grid" d="M{_LEFT} {y}H{_WIDTH - _RIGHT}"/>'
        yield _text(_LEFT - 8, y + 4, f"{percentage} %", "quiet end")
    path = f"M{_LEFT} {_y(0, _SHARE_TOP)}"
    for minute in minutes:
        end = _x(minute.minute + 1, len(minutes))
        path += f"V{_y(minute.percentage / _ALL, _SHARE_TOP)}H{end}"
    yield f'  <path class="share" d="{path}V{_y(0, _SHARE_TOP)}Z"/>'


def _failures(minutes: Sequence[Minute]) -> Iterator[str]:
    """What the new version fails in each minute, as bars."""
    most = max(minute.failed_new for minute in minutes)
    top = most or 1.0
    yield _text(_LEFT, _FAILED_TOP - 10, "its failed requests per minute")
    for value in (0.0, top) if most else (0.0,):
        y = _y(value / top, _FAILED_TOP)
        yield f'  <path class="grid" d="M{_LEFT} {y}H{_WIDTH - _RIGHT}"/>'
        yield _text(_LEFT - 8, y + 4, number(value), "quiet end")
    for minute in minutes:
        if minute.failed_new:
            x, end = _x(minute.minute, len(minutes)), _x(minute.minute + 1, len(minutes))
            y = min(_y(minute.failed_new / top, _FAILED_TOP), _FAILED_TOP + _PANEL - 1)
            width, height = round(max(end - x - 1, 0.5), 1), round(_FAILED_TOP + _PANEL - y, 1)
            yield f'  <rect class="failed" x="{x}" y="{y}" width="{width}" height="{height}"/>'


def _strip(minutes: Sequence[Minute], index: int, name: str) -> Iterator[str]:
    """What an alarm says in each minute: one box for each stretch of a state."""
    top = _STRIPS_TOP + _STRIP * index
    shown = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    yield _text(_LEFT - 8, top + 12, shown, "end")
    start = 0
    for minute in range(1, len(minutes) + 1):
        state = minutes[start].states[index]
        if minute < len(minutes) and minutes[minute].states[index] is state:
            continue
        x, end = _x(start, len(minutes)), _x(minute, len(minutes))
        box = f'x="{x}" y="{top + 2}" width="{round(end - x, 1)}" height="12"'
        yield f'  <rect class="{_CLASSES[state]}" {box}><title>{state}</title></rect>'
        start = minute


_CLASSES: Final = {State.OK: "ok", State.ALARM: "alarm", State.INSUFFICIENT_DATA: "none"}
_MARKS: Final = {
    Verdict.ROLLED_BACK: "rolled back",
    Verdict.STOPPED: "stopped",
    Verdict.TOO_LATE: "completed",
    Verdict.COMPLETED: "completed",
}


def _mark(run: Run, bottom: int) -> str:
    """Where the rollout ends."""
    x = _x(run.decided, len(run.minutes))
    return f'  <path class="mark" d="M{x} {_SHARE_TOP - 6}V{bottom + 6}"/>'


def _mark_told(run: Run) -> str:
    x = _x(run.decided, len(run.minutes))
    is_left = x < _LEFT + _PLOT / 2
    told = f"{_MARKS[run.verdict]} after {run.decided} min"
    return _text(x + (8 if is_left else -8), _SHARE_TOP + 16, told, "" if is_left else "end")


def _x(minute: int, minutes: int) -> float:
    return round(_LEFT + _PLOT * minute / minutes, 1)


def _y(share: float, top: int) -> float:
    return round(top + _PANEL * (1 - share), 1)


def _text(x: float, y: float, text: str, kind: str = "") -> str:
    attribute = f' class="{kind}"' if kind else ""
    return f'  <text x="{x}" y="{y}"{attribute}>{_escaped(text)}</text>'


def _escaped(text: str) -> str:
    return plain(escape(text))
