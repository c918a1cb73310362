"""`make bench`: measures Keel beside its peers, and writes results.md, results.json and the README.

`--quick` takes a minute, fewer sizes and one round: to see whether something moved. It and a choice
of suites print their tables and write nothing.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.measuring import ROOT, machine
from benchmarks.tables import markdown, with_excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.rows import Suite

_SUITES: Final = ("gate", "slope", "synth", "constructs", "filters")
_ROUNDS: Final = 5
_PACKAGES: Final = (
    "lambda-keel",
    "aws-cdk-lib",
    "jsii",
    "cdk-nag",
    "cfn-lint",
    "cloudformation-validate",
)
_CHECKOV: Final = "checkov"
RESULTS: Final = Path(__file__).with_name("results.json")
TABLES: Final = Path(__file__).with_name("results.md")


def main() -> None:
    """Measure, print, write, and tell which goals are missed: that is no failure of the run."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("suites", nargs="*", metavar="SUITE", help=f"of {', '.join(_SUITES)}")
    options.add_argument("--rounds", type=int, default=_ROUNDS, help=f"default: {_ROUNDS}")
    options.add_argument("--quick", action="store_true", help="one round, fewer sizes")
    chosen = options.parse_args()
    unknown = [name for name in chosen.suites if name not in _SUITES]
    if unknown or chosen.rounds < 1:
        options.error(f"no suite {unknown[0]}" if unknown else "--rounds must be at least 1")
    suites = [
        _measured(name, 1 if chosen.quick else chosen.rounds, quick=chosen.quick)
        for name in chosen.suites or _SUITES
    ]
    results = _results(suites)
    print(markdown(results))
    if not chosen.quick and not chosen.suites:
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        TABLES.write_text(markdown(results), encoding="utf-8")
        readme = ROOT / "README.md"
        readme.write_text(
            with_excerpt(readme.read_text(encoding="utf-8"), results), encoding="utf-8"
        )
    missed = [row for suite in results["suites"] for row in suite["rows"] if not row.get("met", 1)]
    for row in missed:
        print(f"missed: {row['what']} {row.get('peer', '')}", file=sys.stderr)


def _measured(name: str, rounds: int, *, quick: bool) -> Suite:
    print(f"==> {name}", end="", file=sys.stderr, flush=True)
    started = time.monotonic()
    suite: Suite = import_module(f"benchmarks.{name}").suite(rounds, quick=quick)
    print(f": {time.monotonic() - started:.0f} s", file=sys.stderr)
    return suite


def _results(suites: Iterable[Suite]) -> dict[str, Any]:
    return {
        "command": "make bench",
        "date": datetime.now(tz=UTC).date().isoformat(),
        "machine": machine(),
        "versions": _versions(),
        "suites": [
            {
                "title": suite.title,
                "note": suite.note,
                "rounds": suite.rounds,
                "rows": [row.data() for row in suite.rows],
            }
            for suite in suites
        ],
    }


def _versions() -> dict[str, str]:
    found = {"Python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    own = [*(ROOT / ".cache/checkov").glob(f"lib/*/site-packages/{_CHECKOV}-*.dist-info")]
    found[_CHECKOV] = own[0].name.split("-")[1].removesuffix(".dist") if own else "missing"
    return found


if __name__ == "__main__":
    main()
