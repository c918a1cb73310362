"""`keel baseline`: keep what is wrong today, so that only what is new fails."""

from __future__ import annotations

import sys
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policies.cli.check import add_judging_options, add_paths, configured_to_judge, paths_of
from policies.cli.trouble import TroubleError, say
from policies.cli.whole_file import write_whole
from policies.gate.baseline import Baseline, document, read_baseline
from policies.gate.check import check
from policies.gate.exit_codes import CLEAN, TROUBLE
from policies.gate.places import relative
from policies.reports.counts import counted
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    import argparse

    from policies.cli.check import Commands

_DEFAULT: Final = Path("keel-baseline.json")


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("baseline", help="keep today's findings: only new ones fail")
    add_paths(parser)
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help=f"default: the configured one, or {_DEFAULT}"
    )
    parser.add_argument(
        "--prune", action="store_true", help="only remove what is resolved; add nothing"
    )
    add_judging_options(parser)
    parser.add_argument("--config", type=Path, metavar="FILE", help="as for keel check")
    parser.set_defaults(run=_run, fail_on=None)


def _run(options: argparse.Namespace) -> int:
    config = configured_to_judge(options)
    target = options.output or config.baseline or _DEFAULT
    before = _read(target) if options.prune else Baseline()
    config = config._replace(baseline=None)
    report = check(paths_of(options), config, today=options.as_of, root=target.parent)
    for error in report.errors:
        say(error)
    if report.errors:
        say(f"{target} was left as it is: what could not be read would be missing in it")
        return TROUBLE
    found = [verdict.identity for verdict in report.open]
    kept = [*compress(found, before.known(found))] if options.prune else found
    write_whole(target, document(kept))
    resolved = f", {counted(len(before.resolved), 'resolved one')} removed" if options.prune else ""
    shown = relative(target, Path.cwd())
    sys.stdout.write(f"{shown}: {counted(len(kept), 'finding')}{resolved}\n")
    return CLEAN


def _read(path: Path) -> Baseline:
    try:
        return read_baseline(path)
    except UnreadableError as error:
        raise TroubleError(str(error)) from None
