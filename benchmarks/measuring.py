"""How everything here is measured: in rounds, each command once a round, compared within the round.

What else the machine does disturbs all commands of a round alike. So figures are medians over the
rounds, and a ratio is the median of the rounds' own ratios, with the least and the most.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

PYTHON: Final = sys.executable
ROOT: Final = Path(__file__).resolve().parent.parent
_ONE_RUN: Final = str(Path(__file__).with_name("one_run.py"))
# Compiled modules are what users have; what validates is what a benchmark chooses.
_UNWANTED: Final = frozenset({"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "CDK_VALIDATION"})


class Cost(NamedTuple):
    """What a command took, its children included."""

    cpu_s: float
    wall_s: float
    peak_mb: float


class Spread(NamedTuple):
    """A figure over the rounds."""

    median: float
    least: float
    most: float

    def rounded(self, digits: int) -> Spread:
        """The same, as a table shows it."""
        return Spread(*(round(value, digits) for value in self))


def spread(values: Iterable[float]) -> Spread:
    """Median, least and most of what the rounds gave."""
    listed = list(values)
    return Spread(statistics.median(listed), min(listed), max(listed))


def run(
    command: Sequence[str], environment: Mapping[str, str] | None = None, *, fails: bool = False
) -> Cost:
    """What a command takes.

    Args:
        command: A program by its whole path, and its arguments.
        environment: Variables beside those of this process.
        fails: Whether findings are expected: they are exit codes of a peer, and no failure.

    Raises:
        RuntimeError: the command did not succeed.
    """
    own = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    told = subprocess.run(
        [PYTHON, "-I", "-S", _ONE_RUN, *command],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**own, "PYTHONPATH": str(ROOT), **(environment or {})},
    )
    cpu, wall, peak, code = map(float, told.stdout.split())
    if code and not (fails and 0 < code < os.EX_USAGE):
        raise RuntimeError(f"{' '.join(command)[:200]} ended with {code:.0f}")
    return Cost(cpu, wall, peak / 1024)


def in_turns(
    works: Mapping[str, Callable[[], Cost]], rounds: int, *, warm: bool = True
) -> dict[str, list[Cost]]:
    """What each work took in each round; every other round goes through them backwards.

    Args:
        works: What to measure, by name.
        rounds: How often.
        warm: Whether each runs once before: compiled modules and caches are no one's advantage.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in works}
    for work in works.values() if warm else ():
        work()
    for turn in range(rounds):
        for name in works if turn % 2 == 0 else reversed([*works]):
            costs[name].append(works[name]())
    return costs


def ratios(over: Sequence[float], under: Sequence[float]) -> Spread:
    """How many times the second goes into the first, round by round."""
    return spread(first / second for first, second in zip(over, under, strict=True))


def machine() -> str:
    """What the figures were measured on, and how busy it was."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}"
    )
