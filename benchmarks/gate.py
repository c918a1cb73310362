"""`keel check` beside other linters: whole commands on the same files.

The peers check other things, schemas above all; the ratio is the time to an answer on the same
files, not for the same work. cfn-lint and checkov take seconds and get half the rounds, or one
where no goal is held.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.measuring import PYTHON, ROOT, in_turns, ratios, run, spread
from benchmarks.rows import Goal, Row, Suite
from benchmarks.samples import write, write_many

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.measuring import Cost

KEEL: Final = str(Path(PYTHON).with_name("keel"))
CHECKOV: Final = ROOT / ".cache/checkov/bin"

_VALIDATE: Final = """
import sys, cloudformation_validate as peer
engine = peer.CelEngine()
for path in sys.argv[1:]:
    engine.validate_template(path)
"""
# Those of AWS::Lambda::Function that come with it.
_LAMBDA_CHECKS: Final = "CKV_AWS_45,CKV_AWS_115,CKV_AWS_116,CKV_AWS_117,CKV_AWS_173,CKV_AWS_363"

# Where goals are held; elsewhere one round of the slow ones shows what it is like.
_IN_ROUNDS: Final = ("5 resources, JSON", "400 resources, JSON", "1,000 resources, JSON")

# Beside cloudformation-validate, for YAML.
_YAML: Final = 3
_START_CPU_MS: Final = 60
_START_PEAK_MB: Final = 25


class Peer:
    """A linter, how it is called, and what the goal beside it is."""

    def __init__(
        self, name: str, command: Sequence[str], goal: float | None, *, slow: bool
    ) -> None:
        self.name = name
        self.command = command
        self.goal = goal
        self.slow = slow

    @property
    def is_here(self) -> bool:
        """Whether this machine has it."""
        return Path(self.command[0]).exists()

    def check(self, paths: Sequence[str]) -> Callable[[], Cost]:
        """The work of judging the files; findings are no failure."""
        files = [each for path in paths for each in _files(path)]
        return lambda: run([*self.command, *files], fails=True)


def _files(path: str) -> list[str]:
    found = Path(path)
    return sorted(map(str, found.iterdir())) if found.is_dir() else [path]


def peers() -> list[Peer]:
    """All that the goals name."""
    checkov = [
        *(str(CHECKOV / "checkov"), "--framework", "cloudformation", "--compact", "--quiet"),
        *("--skip-download", "--check", _LAMBDA_CHECKS, "--file"),
    ]
    return [
        Peer("cloudformation-validate", [PYTHON, "-c", _VALIDATE], 5, slow=False),
        Peer("cfn-lint", [str(Path(PYTHON).with_name("cfn-lint")), "--"], 50, slow=True),
        Peer("checkov, Lambda checks", checkov, 30, slow=True),
    ]


def suite(rounds: int, *, quick: bool) -> Suite:
    """Start, sizes, formats and many templates, beside each peer."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = _start(rounds)
        for title, paths in _inputs(folder, quick=quick).items():
            rows += _compared(title, paths, rounds, quick=quick)
    return Suite("keel check beside other linters", " ".join((__doc__ or "").split()), rounds, rows)


def _inputs(folder: Path, *, quick: bool) -> dict[str, list[str]]:
    sizes = (5, 400) if quick else (5, 400, 1000)
    found = {f"{size:,} resources, JSON": [write(folder, f"json{size}", size)] for size in sizes}
    found |= {
        f"{size:,} resources, YAML": [write(folder, f"yaml{size}", size, "yaml")]
        for size in sizes[:2]
    }
    if not quick:
        found["100 templates of 5 resources"] = [write_many(folder, 100, 5)]
    return found


def _start(rounds: int) -> list[Row]:
    bare = [PYTHON, "-c", "pass"]
    costs = in_turns(
        {
            "Python": lambda: run(bare),
            "start": lambda: run([KEEL, "--version"]),
        },
        2 * rounds,
    )
    ours, floor = costs["start"], costs["Python"]
    return [
        Row(
            "start (--version)",
            "ms CPU",
            spread(1000 * each.cpu_s for each in ours).rounded(1),
            "a Python that does nothing",
            spread(1000 * each.cpu_s for each in floor).rounded(1),
            goal=Goal(_START_CPU_MS, of="ours"),
            peak_mb=_peak(ours),
            their_peak_mb=_peak(floor),
        ),
        Row(
            "start (--version)",
            "MB",
            spread(each.peak_mb for each in ours).rounded(1),
            goal=Goal(_START_PEAK_MB, of="ours"),
        ),
    ]


def _compared(title: str, paths: list[str], rounds: int, *, quick: bool) -> list[Row]:
    rows = []
    for slow in (False, True):
        compared = [peer for peer in peers() if peer.slow is slow and peer.is_here]
        works = {"keel": lambda: run([KEEL, "check", *paths])}
        works |= {peer.name: peer.check(paths) for peer in compared}
        turns = rounds
        if slow:
            turns = (rounds + 1) // 2 if title in _IN_ROUNDS and not quick else 1
        costs = in_turns(works, turns, warm=not slow)
        rows += [_row(title, peer, costs["keel"], costs[peer.name]) for peer in compared]
    return rows


def _row(title: str, peer: Peer, ours: list[Cost], theirs: list[Cost]) -> Row:
    mine, other = [each.cpu_s for each in ours], [each.cpu_s for each in theirs]
    stated: float | None = peer.goal
    if "YAML" in title:  # reading it costs both the same; importing its reader half a start
        stated = _YAML if not peer.slow else None
    elif peer.name == "cfn-lint" and "1,000" not in title:
        stated = None  # its goal is for a size at which it is felt
    return Row(
        title,
        "ms CPU",
        spread(1000 * each for each in mine).rounded(0),
        peer.name,
        spread(1000 * each for each in other).rounded(0),
        ratios(other, mine).rounded(1),
        None if stated is None else Goal(stated, at_least=True),
        _peak(ours),
        _peak(theirs),
    )


def _peak(costs: list[Cost]) -> float:
    return round(spread(each.peak_mb for each in costs).median, 1)
