"""A whole synth with GuardedApp beside CDK's default: CPU and wall time, paired in one run.

`make bench` runs it. The app is the same: functions with a version, an alias, and a queue that
calls the alias. By default CDK validates with an engine compiled to WASM; GuardedApp runs the same
engine natively, in a thread while the app builds its tree, and Keel's rules with it. Each app runs
in a process of its own, the two in turns first; figures are medians over the rounds, a ratio is the
median of the rounds' own. Node counts: its process is a child.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NamedTuple

_HERE: Final = str(Path(__file__).resolve())
_APPS: Final = ("guarded", "default")
_GOALS: Final = {"cpu_s": 0.45, "wall_s": 0.6}
_FUNCTIONS_A_STACK: Final = 25


class Cost(NamedTuple):
    """What one synth took."""

    cpu_s: float
    wall_s: float


def main() -> None:
    """Measure, print a table, and write the figures beside it when asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--functions", type=int, default=100)
    options.add_argument("--json", type=Path, help="also write the figures here")
    options.add_argument("--worker", choices=_APPS, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.worker:
        synthesize(chosen.worker, chosen.functions)
        return
    pairs = measured(chosen.rounds, chosen.functions)
    report = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        "aws-cdk-lib": version("aws-cdk-lib"),
        "cloudformation-validate": version("cloudformation-validate"),
        "rounds": chosen.rounds,
        "functions": chosen.functions,
        "rows": {field: row(pairs, field) for field in Cost._fields},
    }
    if chosen.json:
        chosen.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(markdown(report))


def synthesize(kind: str, functions: int) -> None:
    """Build the app and synthesize it in this process."""
    # What measures need not load what is measured.
    import aws_cdk as cdk  # noqa: PLC0415
    from aws_cdk import aws_lambda as lambda_  # noqa: PLC0415
    from aws_cdk import aws_lambda_event_sources as sources  # noqa: PLC0415
    from aws_cdk import aws_sqs as sqs  # noqa: PLC0415

    if kind == "guarded":
        from policies.adapters.cdk import GuardedApp  # noqa: PLC0415

        app: cdk.App = GuardedApp()
    else:
        app = cdk.App()
    code = lambda_.Code.from_inline("def handler(event, context): ...")
    timeout, visibility = cdk.Duration.seconds(10), cdk.Duration.seconds(60)
    runtime = lambda_.Runtime.PYTHON_3_14
    for first in range(0, functions, _FUNCTIONS_A_STACK):
        stack = cdk.Stack(app, f"Stack{first}")
        for number in range(first, min(first + _FUNCTIONS_A_STACK, functions)):
            function = lambda_.Function(
                stack,
                f"Function{number}",
                code=code,
                handler="index.handler",
                runtime=runtime,
                timeout=timeout,
            )
            alias = lambda_.Alias(
                stack, f"Live{number}", alias_name="live", version=function.current_version
            )
            queue = sqs.Queue(stack, f"Queue{number}", visibility_timeout=visibility)
            alias.add_event_source(sources.SqsEventSource(queue))
    app.synth()


def measured(rounds: int, functions: int) -> list[tuple[Cost, Cost]]:
    """For each round what the guarded app cost, and what the default did."""
    for kind in _APPS:
        cost(kind, 1)  # compiled modules and jsii's cache are no one's advantage
    pairs = []
    for turn in range(rounds):
        order = _APPS if turn % 2 == 0 else _APPS[::-1]
        costs = {kind: cost(kind, functions) for kind in order}
        pairs.append((costs["guarded"], costs["default"]))
    return pairs


def cost(kind: str, functions: int) -> Cost:
    """The time of a synth in a process of its own, Node's included.

    Raises:
        RuntimeError: it did not succeed.
    """
    command = [sys.executable, "-P", _HERE, "--worker", kind, "--functions", str(functions)]
    unwanted = {"PYTHONDONTWRITEBYTECODE", "CDK_VALIDATION"}
    environment = {key: value for key, value in os.environ.items() if key not in unwanted}
    with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("w") as nowhere:
        started = time.perf_counter()
        pid = os.posix_spawn(
            command[0],
            command,
            {**environment, "CDK_OUTDIR": folder},
            file_actions=[
                (os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1),
                (os.POSIX_SPAWN_DUP2, nowhere.fileno(), 2),
            ],
        )
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - started
    if status:
        raise RuntimeError(f"{kind} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(usage.ru_utime + usage.ru_stime, wall)


def row(pairs: list[tuple[Cost, Cost]], field: str) -> dict[str, float]:
    """The medians of a figure and of the ratios of its pairs, with their range."""
    both = [(getattr(guarded, field), getattr(default, field)) for guarded, default in pairs]
    ratios = [guarded / default for guarded, default in both]
    return {
        "guarded": round(statistics.median(guarded for guarded, _ in both), 2),
        "default": round(statistics.median(default for _, default in both), 2),
        "ratio": round(statistics.median(ratios), 2),
        "least": round(min(ratios), 2),
        "most": round(max(ratios), 2),
        "goal": _GOALS[field],
    }


def markdown(report: dict[str, Any]) -> str:
    """The figures as a table."""
    lines = [
        (
            f"{report['functions']} functions, aws-cdk-lib {report['aws-cdk-lib']}, Python "
            f"{report['python']}, {report['machine']}; medians of {report['rounds']} rounds."
        ),
        "",
        "| whole synth | GuardedApp | CDK's default | ratio | range | goal |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {name.removesuffix('_s')} | {row['guarded']} s | {row['default']} s | {row['ratio']} "
        f"| {row['least']} to {row['most']} | {row['goal']} |"
        for name, row in report["rows"].items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
