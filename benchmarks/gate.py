"""The gate beside its fastest peer: whole commands, CPU time and memory, paired in one run.

`make bench` runs it. A round runs every command once, so that a busy machine disturbs them alike;
figures are medians over the rounds, a ratio is the median of the rounds' own ratios. The floor is
a Python that does nothing. cloudformation-validate (Rust) checks other things, schemas above all:
the ratio is the time to an answer on the same files, not for the same work.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

PYTHON = sys.executable
KEEL = str(Path(PYTHON).with_name("keel"))
PEER = """
import sys, cloudformation_validate as peer
engine = peer.CelEngine()
for path in sys.argv[1:]:
    engine.validate_template(path)
"""


def release(number: int) -> dict[str, Any]:
    """Five resources of one released function: what CDK apps repeat."""
    function = f"Detector{number}"
    return {
        f"Readings{number}": {
            "Type": "AWS::SQS::Queue",
            "Properties": {"VisibilityTimeout": 360},
        },
        function: {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Code": {"S3Bucket": "releases", "S3Key": f"{function}.zip"},
                "Environment": {"Variables": {"TABLE": {"Ref": f"Readings{number}"}}},
                "Handler": "detector.handler",
                "Role": "arn:aws:iam::123456789012:role/detector",
                "Runtime": "python3.14",
                "Timeout": 60,
            },
        },
        f"Version{number}": {
            "Type": "AWS::Lambda::Version",
            "Properties": {"FunctionName": {"Ref": function}},
        },
        f"Live{number}": {
            "Type": "AWS::Lambda::Alias",
            "Properties": {
                "FunctionName": {"Ref": function},
                "FunctionVersion": {"Fn::GetAtt": [f"Version{number}", "Version"]},
                "Name": "live",
            },
        },
        f"Mapping{number}": {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {
                "EventSourceArn": {"Fn::GetAtt": [f"Readings{number}", "Arn"]},
                "FunctionName": {"Ref": f"Live{number}"},
            },
        },
    }


def template(releases: int) -> str:
    """A template of five resources a release."""
    resources: dict[str, Any] = {}
    for number in range(releases):
        resources |= release(number)
    return json.dumps({"Resources": resources}, indent=1)


class Cost(NamedTuple):
    """What one command took."""

    cpu_ms: float
    peak_mb: float


def cost(command: list[str]) -> Cost:
    """The CPU time and peak memory of a command, its children included.

    Raises:
        RuntimeError: the command did not succeed.
    """
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        pid = os.posix_spawn(
            command[0],
            command,
            {key: os.environ[key] for key in os.environ if key != "PYTHONDONTWRITEBYTECODE"},
            file_actions=[(os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1)],
        )
        _, status, usage = os.wait4(pid, 0)
    if status:
        raise RuntimeError(f"{command[:3]} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost((usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024)


def main() -> None:
    """Measure, print a table, and write the figures beside it when asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--json", type=Path, help="also write the figures here")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        inputs = {
            "1 template of 5 resources": [write(folder, "small", 1)],
            "1 template of 400 resources": [write(folder, "large", 80)],
            "100 templates of 5 resources": [write(folder, f"many{n}", 1) for n in range(100)],
        }
        floor, rows = measured(inputs, chosen.rounds)
    report = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        "lambda-keel": version("lambda-keel"),
        "cloudformation-validate": version("cloudformation-validate"),
        "rounds": chosen.rounds,
        "python_that_does_nothing_ms": round(floor, 1),
        "rows": rows,
    }
    if chosen.json:
        chosen.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(markdown(report))


def write(folder: str, name: str, releases: int) -> str:
    """The path of a template written into the folder."""
    path = Path(folder, f"{name}.template.json")
    path.write_text(template(releases), encoding="utf-8")
    return str(path)


def measured(
    inputs: dict[str, list[str]], rounds: int
) -> tuple[float, dict[str, dict[str, float]]]:
    """The floor and, for each input, the medians of both tools and of their paired ratios."""
    floors: list[float] = []
    pairs: dict[str, list[tuple[Cost, Cost]]] = {name: [] for name in inputs}
    for command in ([KEEL, "--version"], [PYTHON, "-c", PEER]):
        cost(command)  # compiled modules and the page cache are no one's advantage
    for _ in range(rounds):
        floors.append(cost([PYTHON, "-c", "pass"]).cpu_ms)
        for name, paths in inputs.items():
            pairs[name].append((cost([KEEL, "check", *paths]), cost([PYTHON, "-c", PEER, *paths])))
    return statistics.median(floors), {
        name: {
            "keel_ms": round(statistics.median(keel.cpu_ms for keel, _ in pair), 1),
            "peer_ms": round(statistics.median(peer.cpu_ms for _, peer in pair), 1),
            "ratio": round(statistics.median(peer.cpu_ms / keel.cpu_ms for keel, peer in pair), 1),
            "keel_mb": round(statistics.median(keel.peak_mb for keel, _ in pair), 1),
            "peer_mb": round(statistics.median(peer.peak_mb for _, peer in pair), 1),
        }
        for name, pair in pairs.items()
    }


def markdown(report: dict[str, Any]) -> str:
    """The figures as a table."""
    lines = [
        (
            f"Python {report['python']}, {report['machine']}; a Python that does nothing takes "
            f"{report['python_that_does_nothing_ms']} ms; medians of {report['rounds']} rounds."
        ),
        "",
        "| input | keel, CPU | cloudformation-validate, CPU | ratio | keel, peak | peer, peak |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {row['keel_ms']} ms | {row['peer_ms']} ms | {row['ratio']}x "
        f"| {row['keel_mb']} MB | {row['peer_mb']} MB |"
        for name, row in report["rows"].items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
