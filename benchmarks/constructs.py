"""Our spelling of released functions beside the CDK's own, for the same template: CPU, paired.

`make bench` runs it. What is measured is the time to build the tree of constructs, without the
start of Python and Node and without synthesis, which are the same for both. A round builds the app
in both spellings, each in a process of its own and in turns the first, so that a busy machine
disturbs them alike; figures are medians over the rounds, a ratio is the median of the rounds' own.
The CPU of Node is read from /proc: Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NamedTuple

_HERE: Final = str(Path(__file__).resolve())
_CDK_JSON: Final = Path(__file__).resolve().parents[1] / "cdk.json"
_SPELLINGS: Final = ("ours", "plain")
_WARM_UP: Final = 5
_GOAL: Final = 0.85


class Cost(NamedTuple):
    """What building the tree took."""

    python_ms: float
    node_ms: float
    wall_ms: float

    @property
    def cpu_ms(self) -> float:
        """Of both processes."""
        return self.python_ms + self.node_ms


def main() -> None:
    """Measure, print a table, and write the figures beside it when asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--functions", type=int, default=100)
    options.add_argument("--json", type=Path, help="also write the figures here")
    options.add_argument("--worker", choices=_SPELLINGS, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.worker:
        print(json.dumps(built(chosen.worker, chosen.functions)))
        return
    pairs = measured(chosen.rounds, chosen.functions)
    report = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        "aws-cdk-lib": version("aws-cdk-lib"),
        "rounds": chosen.rounds,
        "functions": chosen.functions,
        "goal": _GOAL,
        "rows": {
            field: row(pairs, field) for field in ("cpu_ms", "python_ms", "node_ms", "wall_ms")
        },
    }
    if chosen.json:
        chosen.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(markdown(report))


def measured(rounds: int, functions: int) -> list[tuple[Cost, Cost]]:
    """For each round what ours cost, and what the plain spelling did."""
    pairs = []
    for turn in range(rounds):
        order = _SPELLINGS if turn % 2 == 0 else _SPELLINGS[::-1]
        costs = {spelling: cost(spelling, functions) for spelling in order}
        pairs.append((costs["ours"], costs["plain"]))
    return pairs


def cost(spelling: str, functions: int) -> Cost:
    """What a spelling costs in a process of its own.

    Raises:
        subprocess.CalledProcessError: it did not succeed.
    """
    # -P: this file is no stand-in for the package of its name.
    command = [sys.executable, "-P", _HERE, "--worker", spelling, "--functions", str(functions)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    return Cost(*json.loads(run.stdout))


def built(spelling: str, functions: int) -> Cost:
    """The cost of as many functions in an app of this process, after some that warm it up."""
    # What measures need not load what is measured.
    from aws_cdk import App, Stack  # noqa: PLC0415
    from aws_cdk import aws_lambda as lambda_  # noqa: PLC0415
    from jsii._kernel import Kernel  # noqa: PLC0415

    from tests.constructs_lib.spellings import SOURCE, codedeploy_of, ours, plain  # noqa: PLC0415

    flags = json.loads(_CDK_JSON.read_text(encoding="utf-8"))["context"]
    stack = Stack(App(builtin_cloud_formation_validation=False, context=flags), "Scene")
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
    node = Kernel().provider._process._process.pid  # type: ignore[attr-defined]  # noqa: SLF001
    before = time.process_time(), cpu_seconds(node), time.perf_counter()
    for number in range(functions):
        build(number)
    after = time.process_time(), cpu_seconds(node), time.perf_counter()
    return Cost(*(1000 * (end - start) for start, end in zip(before, after, strict=True)))


def cpu_seconds(pid: int) -> float:
    """The CPU time that a process has had, its threads included."""
    # The name of the program, which may hold anything, is in brackets.
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    user, system = int(fields[11]), int(fields[12])
    return (user + system) / os.sysconf("SC_CLK_TCK")


def row(pairs: list[tuple[Cost, Cost]], field: str) -> dict[str, float]:
    """The medians of a figure and of the ratios of its pairs."""
    both = [(getattr(ours, field), getattr(plain, field)) for ours, plain in pairs]
    return {
        "ours_ms": round(statistics.median(ours for ours, _ in both), 1),
        "plain_ms": round(statistics.median(plain for _, plain in both), 1),
        "ratio": round(statistics.median(ours / plain for ours, plain in both), 2),
        "lowest": round(min(ours / plain for ours, plain in both), 2),
        "highest": round(max(ours / plain for ours, plain in both), 2),
    }


def markdown(report: dict[str, Any]) -> str:
    """The figures as a table."""
    names = {
        "cpu_ms": f"CPU of both (goal {report['goal']})",
        "python_ms": "CPU of Python",
        "node_ms": "CPU of Node",
        "wall_ms": "wall clock",
    }
    lines = [
        (
            f"Python {report['python']}, aws-cdk-lib {report['aws-cdk-lib']}, {report['machine']}; "
            f"{report['functions']} functions with a release each, medians of {report['rounds']} "
            "rounds."
        ),
        "",
        "| | ours | plain L2s | ours / plain | lowest to highest |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {names[field]} | {row['ours_ms']} ms | {row['plain_ms']} ms | {row['ratio']} "
        f"| {row['lowest']} to {row['highest']} |"
        for field, row in report["rows"].items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
