"""Our spelling of released functions beside the CDK's own, for the same template.

What is measured is the time to build the tree of constructs, Node's included, without the start of
Python and Node and without synthesis, which are the same for both. Round trips into Node are
counted, for one function more.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.measuring import PYTHON, ROOT, ratios, spread
from benchmarks.node import cpu_seconds, round_trips
from benchmarks.rows import Goal, Row, Suite

if TYPE_CHECKING:
    from collections.abc import Callable

_SPELLINGS: Final = ("ours", "plain")
_WARM_UP: Final = 5
_FUNCTIONS: Final = 100
_FEWER: Final = 20
_CPU: Final = 0.85
_TRIPS: Final = 10


class Built(NamedTuple):
    """What building took."""

    cpu_s: float
    trips: int


def suite(rounds: int, *, quick: bool) -> Suite:
    """CPU of the construct phase, and round trips."""
    functions = _FEWER if quick else _FUNCTIONS
    found: dict[str, list[Built]] = {spelling: [] for spelling in _SPELLINGS}
    for turn in range(rounds):
        for spelling in _SPELLINGS if turn % 2 == 0 else _SPELLINGS[::-1]:
            found[spelling].append(_built_elsewhere(spelling, functions))
    ours, plain = found["ours"], found["plain"]
    mine, theirs = [each.cpu_s for each in ours], [each.cpu_s for each in plain]
    rows = [
        Row(
            f"constructs of {functions} released functions",
            "ms CPU",
            spread(1000 * each for each in mine).rounded(0),
            "plain L2s",
            spread(1000 * each for each in theirs).rounded(0),
            ratios(mine, theirs).rounded(2),
            Goal(_CPU),
        ),
        Row(
            "round trips of a released function",
            "trips",
            spread(each.trips for each in ours),
            "plain L2s",
            spread(each.trips for each in plain),
            goal=Goal(_TRIPS, of="ours"),
        ),
    ]
    return Suite("Constructs beside plain L2s", " ".join((__doc__ or "").split()), rounds, rows)


def _built_elsewhere(spelling: str, functions: int) -> Built:
    command = [PYTHON, "-m", "benchmarks.constructs", spelling, str(functions)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return Built(*json.loads(done.stdout))


def built(spelling: str, functions: int) -> Built:
    """The cost of as many functions in an app of this process, after some that warm it up."""
    # What measures need not load what is measured.
    from aws_cdk import App, Stack  # noqa: PLC0415
    from aws_cdk import aws_lambda as lambda_  # noqa: PLC0415

    from tests.constructs_lib.spellings import SOURCE, codedeploy_of, ours, plain  # noqa: PLC0415

    flags = json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))["context"]
    stack = Stack(App(builtin_cloud_formation_validation=False, context=flags), "Scene")
    build: Callable[[int], None]
    if spelling == "ours":
        code = lambda_.Code.from_inline(SOURCE)

        def build(number: int) -> None:
            ours(stack, f"Detector{number}", code)
    else:
        shared = codedeploy_of(stack)

        def build(number: int) -> None:
            plain(stack, f"Detector{number}", *shared)

    for number in range(_WARM_UP):
        build(-1 - number)
    before = cpu_seconds()
    for number in range(functions):
        build(number)
    took = cpu_seconds() - before
    with round_trips() as requests:
        build(functions)
    return Built(took, len(requests))


if __name__ == "__main__":
    print(json.dumps(built(sys.argv[1], int(sys.argv[2]))))
