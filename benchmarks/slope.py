"""How `keel check` grows: with the resources of a template, and with the number of templates.

One more resource, or one more template, costs the same however many there are: the slope over the
first half and over the second half of the range are compared.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.gate import KEEL
from benchmarks.measuring import in_turns, run, spread
from benchmarks.rows import Goal, Row, Suite
from benchmarks.samples import write, write_many

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.measuring import Cost

_RESOURCES: Final = (5, 1000, 2000, 4000)
_TEMPLATES: Final = (1, 1000, 5000, 10_000)
# A full template of a CDK app: 500 is what CloudFormation takes, and one construct brings several.
_FULL: Final = 401
_SLOPE_MS: Final = 10
# Of the slope over the upper part of the range to that over the lower part.
_LINEAR: Final = 1.25


def suite(rounds: int, *, quick: bool) -> Suite:
    """Slopes and the peak at the end of each range."""
    counts = (*_TEMPLATES[:2], 2000) if quick else _TEMPLATES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        resources = {size: _check(write(folder, f"of{size}", size)) for size in _RESOURCES}
        templates = {count: _check(write_many(folder, count, 5)) for count in counts}
        rows = [
            *_slope("401 more resources", resources, rounds, _FULL, Goal(_SLOPE_MS, of="ours")),
            *_slope("100 more templates of 5", templates, max(1, rounds // 2), 100, None),
        ]
    return Suite("How keel check grows", " ".join((__doc__ or "").split()), rounds, rows)


def _check(path: str) -> Callable[[], Cost]:
    return lambda: run([KEEL, "check", path])


def _slope(
    what: str, works: dict[int, Callable[[], Cost]], rounds: int, step: int, goal: Goal | None
) -> list[Row]:
    costs = in_turns({str(size): work for size, work in works.items()}, rounds, warm=False)
    sizes = [*works]
    first, *_, middle, last = sizes

    def rises(low: int, high: int) -> list[float]:
        pairs = zip(costs[str(low)], costs[str(high)], strict=True)
        return [1000 * step * (b.cpu_s - a.cpu_s) / (high - low) for a, b in pairs]

    whole, lower, upper = rises(first, last), rises(first, middle), rises(middle, last)
    bend = [after / before for before, after in zip(lower, upper, strict=True)]
    at_end = f"at {last:,}"
    return [
        Row(what, "ms CPU", spread(whole).rounded(1), goal=goal),
        Row(
            f"{what}: the slope above {middle:,} to that below",
            "times",
            spread(bend).rounded(2),
            goal=Goal(_LINEAR, of="ours"),
        ),
        Row(
            f"{what}: {at_end}",
            "s CPU",
            spread(each.cpu_s for each in costs[str(last)]).rounded(2),
            peak_mb=round(spread(each.peak_mb for each in costs[str(last)]).median, 1),
        ),
    ]
