"""The filter engine beside moto's and LocalStack's: one record, five filters, one process.

It runs in .cache/peers, which has the peers; the engine needs nothing but Python. First all tools
judge the same records. Then a round runs every tool once, so that a busy machine disturbs them
alike; figures are medians of CPU time over the rounds, a ratio is the median of the rounds' own
ratios. Goals are held against the fastest round: what else runs only adds.
"""

from __future__ import annotations

import argparse
import functools
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from benchmarks.measuring import ROOT, Spread, machine
from benchmarks.rows import Goal, Row, Suite
from policies.domain.filters import compile_pattern, passes_any, record_filter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Work = Callable[[], object]
    Test = Callable[[dict[str, Any]], bool]

# Long beside the clock's resolution, short beside what disturbs a machine.
TURN_S: Final = 0.02

PATTERNS = (
    '{"body": {"temperature": [{"numeric": [">", 100]}]}}',
    '{"body": {"device": {"type": ["thermostat", "boiler"]}, "state": [{"anything-but": "ok"}]}}',
    '{"body": {"site": [{"prefix": "eu-"}], "voltage": [{"numeric": ["<", 5]}]}}',
    '{"body": {"tags": ["urgent"], "owner": [{"exists": true}]}}',
    '{"body": {"fault": {"code": [{"suffix": "-E"}, "F0"], "open": [true]}}}',
)

BODY = {
    "device": {"id": "d-4711", "type": "thermostat", "firmware": "7.2.1", "serial": "A1B2C3D4E5"},
    "site": "us-east-plant-3",
    "temperature": 98.5,
    "voltage": 11.9,
    "state": "ok",
    "tags": ["nightly", "calibrated", "roof"],
    "fault": {"code": "N0", "open": False, "since": None},
    "readings": [{"at": 1700000000 + n, "value": 20.0 + n / 4, "unit": "C"} for n in range(2)],
    "note": "no fault seen in the last maintenance window",
}

# What makes the body pass one filter each, in the order of PATTERNS.
CHANGES: tuple[dict[str, Any], ...] = (
    {"temperature": 100.5},
    {"state": "degraded"},
    {"site": "eu-west-plant-1", "voltage": 4.8},
    {"tags": ["nightly", "urgent"], "owner": "plant-3"},
    {"fault": {"code": "N7-E", "open": True, "since": 1700000000}},
)

RECORD = {
    "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
    "receiptHandle": "AQEB" + "wJnKyrHigUMZj6rYigCgxlaS3SLy0a" * 10,
    "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1545082649183"},
    "messageAttributes": {},
    "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
    "eventSource": "aws:sqs",
    "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:readings",
    "awsRegion": "us-east-2",
}

MATCH: Final = "match a parsed record"
TEXT: Final = "the same from its text"
COMPILE: Final = "compile one filter"
GOALS_US = {MATCH: 5.0, TEXT: 15.0, COMPILE: 50.0}


class Tool(NamedTuple):
    """A matcher.

    Attributes:
        name: As the table shows it.
        test: A filter's text made into a test of parsed records.
        remark: What it does when, and what it cannot take.
    """

    name: str
    test: Callable[[str], Test]
    remark: str


def tools() -> list[Tool]:
    """Keel and its peers.

    Raises:
        SystemExit: this environment has no peers.
    """
    try:
        moto = import_module("moto.events.models")
        engine = import_module("localstack.services.events.event_rule_engine")
        pollers = import_module("localstack.utils.event_matcher")
    except ModuleNotFoundError as error:
        raise SystemExit(f"no module {error.name}: run `make bench`") from None
    compiler, rules = engine.EventPatternCompiler(), engine.EventRuleEngine()
    return [
        Tool(
            "Keel",
            lambda text: compile_pattern(text).matches,
            "checks a filter and builds its matcher once",
        ),
        Tool(
            "moto",
            lambda text: (
                moto.EventPattern(text, moto.EventPatternParser(text).parse()).matches_event
            ),
            "EventBridge's matcher, since its event source mappings do not filter; compiles "
            "nothing; takes a parsed record, but writes it as JSON, reads it back and flattens it "
            "for each filter; takes no text",
        ),
        Tool(
            "LocalStack",
            lambda text: functools.partial(
                rules.evaluate_pattern_on_event, compiler.compile_event_pattern(text)
            ),
            "the engine alone: checks a filter once, but flattens it and the record for each "
            "match; would read text once for each filter, so it is given the parsed record",
        ),
        Tool(
            "LocalStack's pollers",
            lambda text: functools.partial(pollers.matches_event, json.loads(text)),
            "the engine as event source mappings call it: checks the filter for each match too",
        ),
    ]


def disagreements(tools: Sequence[Tool]) -> list[str]:
    """Where a peer's verdict on a record differs from Keel's.

    Raises:
        SystemExit: Keel does not let through what the records were made for.
    """
    bodies = [BODY, *({**BODY, **change} for change in CHANGES)]
    found: list[str] = []
    for number, text in enumerate(PATTERNS, 1):
        verdicts = {
            tool.name: [tool.test(text)({**RECORD, "body": body}) for body in bodies]
            for tool in tools
        }
        if verdicts["Keel"] != [record == number for record in range(len(bodies))]:
            raise SystemExit(f"filter {number} passes other records than its own")
        found += [
            f"{name} says {verdict} of filter {number} and record {record}"
            for name, said in verdicts.items()
            for record, verdict in enumerate(said)
            if verdict != verdicts["Keel"][record]
        ]
    return found


def works(tool: Tool) -> dict[str, Work]:
    """What is measured of a tool; the record passes no filter, so that each one is tried."""
    record = {**RECORD, "body": BODY}
    text = json.dumps(record)
    tests = [tool.test(pattern) for pattern in PATTERNS]

    def match(event: dict[str, Any]) -> bool:
        for test in tests:  # noqa: SIM110  # the loop is not what is measured
            if test(event):
                return True
        return False

    return {
        MATCH: lambda: match(record),
        TEXT: lambda: match(json.loads(text)),
        COMPILE: lambda: [tool.test(pattern) for pattern in PATTERNS],
    }


def exact_works() -> dict[str, Work]:
    """What only Keel has: text read without losing a digit or a key, and records still encoded."""
    text = json.dumps({**RECORD, "body": BODY})
    raw = {**RECORD, "body": json.dumps(BODY)}
    first = compile_pattern(PATTERNS[0])
    filters = [record_filter(pattern, "sqs") for pattern in PATTERNS]
    return {
        "one filter, exactly from text (matches_json)": lambda: first.matches_json(text),
        "five filters, SQS record as delivered (passes_any)": lambda: passes_any(filters, raw),
    }


def turn_us(work: Work, repeat: int) -> float:
    """The mean time of one call, in microseconds of CPU time."""
    start = time.process_time()
    for _ in range(repeat):
        work()
    return (time.process_time() - start) / repeat * 1e6


def measured(columns: dict[str, Work], rounds: int, share: int = 1) -> dict[str, dict[str, float]]:
    """Median, fastest round and paired ratio to the first column, of each column's work.

    Args:
        columns: The work of each tool.
        rounds: How often each has a turn.
        share: How many things one call does.
    """
    repeats = {
        name: max(1, int(TURN_S * 1e6 / turn_us(work, 20))) for name, work in columns.items()
    }
    turns = [
        {name: turn_us(work, repeats[name]) / share for name, work in columns.items()}
        for _ in range(rounds)
    ]
    first = next(iter(columns))
    return {
        name: {
            "us": round(statistics.median(turn[name] for turn in turns), 2),
            "fastest_us": round(min(turn[name] for turn in turns), 2),
            "slowest_us": round(max(turn[name] for turn in turns), 2),
            "ratio": round(statistics.median(turn[name] / turn[first] for turn in turns), 2),
        }
        for name in columns
    }


def suite(rounds: int, *, quick: bool) -> Suite:
    """The same in the environment that has the peers, as rows; the filters' rounds are short."""
    python = ROOT / ".cache/peers/bin/python"
    rows = []
    if python.exists():
        with tempfile.TemporaryDirectory() as folder:
            figures = Path(folder) / "filters.json"
            turns = "3" if quick else str(3 * rounds)
            command = [str(python), "-m", "benchmarks.filters", "--rounds", turns]
            subprocess.run(
                [*command, "--json", str(figures)],
                check=False,  # 1 is a missed goal, which the rows tell
                stdout=subprocess.DEVNULL,
                cwd=ROOT,
            )
            found = json.loads(figures.read_text(encoding="utf-8"))["rows"]
        rows = [_row(name, figures) for name, figures in found.items()]
    return Suite("Event filters", " ".join((__doc__ or "").split()), 3 * rounds, rows)


def _row(name: str, figures: dict[str, dict[str, float]]) -> Row:
    ours, peer = figures["Keel"], figures.get("moto")
    goal = GOALS_US.get(name)
    return Row(
        name,
        "us CPU",
        Spread(ours["us"], ours["fastest_us"], ours["slowest_us"]),
        "moto" if peer else "",
        Spread(peer["us"], peer["fastest_us"], peer["slowest_us"]) if peer else None,
        Spread(peer["ratio"], peer["ratio"], peer["ratio"]) if peer else None,
        None if goal is None else Goal(goal, of="least"),
    )


def main() -> int:
    """Judge, measure and print a table; 1 when a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--json", type=Path, help="also write the figures here")
    chosen = options.parse_args()
    compared = tools()
    differing = disagreements(compared)
    by_tool = {tool.name: works(tool) for tool in compared}
    gc.collect()
    gc.freeze()  # no one's collections walk through what the peers have imported
    rows = {
        name: measured(
            {tool: each[name] for tool, each in by_tool.items()},
            chosen.rounds,
            share=len(PATTERNS) if name == COMPILE else 1,
        )
        for name in GOALS_US
    }
    rows |= {name: measured({"Keel": work}, chosen.rounds) for name, work in exact_works().items()}
    report = {
        "machine": machine(),
        "python": sys.version.split()[0],
        "moto": version("moto"),
        "localstack-core": version("localstack-core"),
        "record_characters": len(json.dumps({**RECORD, "body": BODY})),
        "verdicts": len(PATTERNS) * (1 + len(CHANGES)),
        "disagreements": differing,
        "rounds": chosen.rounds,
        "goals_us": GOALS_US,
        "rows": rows,
    }
    if chosen.json:
        chosen.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(markdown(report, compared))
    return int(any(rows[name]["Keel"]["fastest_us"] > goal for name, goal in GOALS_US.items()))


def markdown(report: dict[str, Any], compared: Sequence[Tool]) -> str:
    """The verdicts, the figures as a table, and what each tool does when."""
    differing = report["disagreements"]
    lines = [
        (
            f"Python {report['python']}, {report['machine']}; moto {report['moto']}, "
            f"localstack-core {report['localstack-core']}; a record of "
            f"{report['record_characters']} characters, {len(PATTERNS)} filters; CPU time, "
            f"medians of {report['rounds']} rounds, in brackets the paired ratio to Keel."
        ),
        f"Of {report['verdicts']} verdicts peers disagree with Keel on {len(differing) or 'none'}.",
        *(f"- {each}" for each in differing),
        "",
        f"| work | goal | Keel's fastest | {' | '.join(tool.name for tool in compared)} |",
        f"|---|---|---|{'---|' * len(compared)}",
    ]
    for name, row in report["rows"].items():
        goal = f"{report['goals_us'][name]:.0f} us" if name in report["goals_us"] else "-"
        fastest = f"{row['Keel']['fastest_us']:.1f} us"
        cells = [cell(row[tool.name]) if tool.name in row else "-" for tool in compared]
        lines.append(f"| {name} | {goal} | {fastest} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", *(f"- {tool.name}: {tool.remark}." for tool in compared)])


def cell(figures: dict[str, float]) -> str:
    """A figure, with its ratio when it is not what the others are compared with."""
    shown = f"{figures['us']:.1f} us"
    return shown if figures["ratio"] == 1 else f"{shown} ({figures['ratio']:.2g}x)"


if __name__ == "__main__":
    sys.exit(main())
