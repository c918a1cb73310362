"""`keel check`: judge assemblies, templates and folders of them."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policies.cli.report_options import add_report_options, configured, outputs, write
from policies.cli.trouble import TroubleError
from policies.gate.check import check
from policies.gate.config import Profile

if TYPE_CHECKING:
    import argparse

    from policies.gate.config import Config

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - its only name

_DEFAULT_PATHS: Final = ("cdk.out", ".")
_DAY: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("check", help="judge cdk.out folders, templates, or folders")
    add_paths(parser)
    add_report_options(parser)
    add_judging_options(parser)
    known = parser.add_mutually_exclusive_group()
    known.add_argument(
        "--baseline", type=Path, metavar="FILE", help="findings it holds do not count"
    )
    known.add_argument(
        "--base",
        type=Path,
        metavar="PATH",
        help="the same before a change: only what is new counts, whatever a baseline holds",
    )
    parser.add_argument(
        "--with",
        dest="peers",
        action="append",
        choices=("cfn-lint",),
        default=[],
        help="judge by another linter too; what both say is said once",
    )
    parser.add_argument(
        "--skip-others",
        action="store_true",
        help="pass over files that are no templates, as in a folder",
    )
    parser.add_argument(
        "--explain-config",
        action="store_true",
        help="print what holds here, and why; judge nothing",
    )
    parser.set_defaults(run=_run)


def add_paths(parser: argparse.ArgumentParser) -> None:
    """Add what is judged."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="default: cdk.out, or this folder when there is none",
    )


def add_judging_options(parser: argparse.ArgumentParser) -> None:
    """Add how it is judged."""
    parser.add_argument(
        "--profile", choices=[str(profile) for profile in Profile], help="strict adds advice"
    )
    parser.add_argument(
        "--as-of", type=_day, metavar="DAY", help="judge as on that day, such as 2027-01-31"
    )


def configured_to_judge(options: argparse.Namespace) -> Config:
    """The configuration that the options and the folder ask for, its profile included."""
    config = configured(options)
    return config._replace(profile=Profile(options.profile)) if options.profile else config


def paths_of(options: argparse.Namespace) -> list[Path]:
    """What the user named, or what lies here."""
    return options.paths or [next(path for path in map(Path, _DEFAULT_PATHS) if path.exists())]


def _day(text: str) -> str:
    from datetime import date  # noqa: PLC0415 - asked for rarely

    try:
        return date.fromisoformat(text if re.fullmatch(_DAY, text) else "").isoformat()
    except ValueError:
        raise ArgumentTypeError(f"must be a day such as 2027-01-31, got {text!r}") from None


def _run(options: argparse.Namespace) -> int:
    outputs(options)  # a mistake in them is told before the work
    config = configured_to_judge(options)
    if options.baseline:
        config = config._replace(baseline=options.baseline)
    if options.explain_config:
        from policies.reports.configuration import explain  # noqa: PLC0415 - asked for rarely

        sys.stdout.write(explain(config))
        return 0
    paths = paths_of(options)
    if options.skip_others:
        from policies.gate.template_files import templates_among  # noqa: PLC0415 - hooks ask for it

        paths = templates_among(paths)
    if options.base and len(paths) > 1:
        raise TroubleError("--base compares one path; check the others on their own")
    report = check(
        paths,
        config,
        today=options.as_of,
        base=options.base,
        with_cfn_lint="cfn-lint" in options.peers,
    )
    return write(report, options)
