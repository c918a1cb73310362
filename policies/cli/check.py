"""`keel check`: judge assemblies, templates and folders of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policies.cli.trouble import say
from policies.engine import Severity
from policies.gate.check import check
from policies.gate.config import Config, Profile, find_config, read_config
from policies.rules import rule_ids

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from policies.gate.check import Report

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - its only name

_DEFAULT_PATHS: Final = ("cdk.out", ".")
# A broken assembly has the same to say of each of its artifacts.
_MOST_ERRORS: Final = 50


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("check", help="judge cdk.out folders, templates, or folders")
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="default: cdk.out, or this folder when there is none",
    )
    add_report_options(parser)
    parser.add_argument(
        "--profile", choices=[str(profile) for profile in Profile], help="strict adds advice"
    )
    parser.set_defaults(run=_run)


def add_report_options(parser: argparse.ArgumentParser) -> None:
    """Add what every command that reports findings takes."""
    parser.add_argument("--format", choices=_FORMATS, default="text", help="default: text")
    parser.add_argument(
        "--fail-on",
        choices=[str(severity) for severity in Severity],
        help="lowest severity that makes the exit code 1 (default: error)",
    )
    parser.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help="default: the nearest keel.toml, or pyproject.toml with [tool.keel]",
    )


def configured(options: argparse.Namespace) -> Config:
    """The configuration that the options and the folder ask for."""
    path = options.config or find_config(Path.cwd())
    config = read_config(path, rule_ids()) if path else Config()
    if options.fail_on:
        config = config._replace(fail_on=Severity(options.fail_on))
    return config


def write(report: Report, report_format: str) -> int:
    """Write the report, its errors to standard error, and give its exit code."""
    for error in report.errors[:_MOST_ERRORS]:
        say(error)
    if len(report.errors) > _MOST_ERRORS:
        say(f"{len(report.errors) - _MOST_ERRORS} more inputs could not be read or judged")
    sys.stdout.write(_FORMATS[report_format](report))
    return report.exit_code


def _run(options: argparse.Namespace) -> int:
    paths = options.paths or [next(path for path in map(Path, _DEFAULT_PATHS) if path.exists())]
    config = configured(options)
    if options.profile:
        config = config._replace(profile=Profile(options.profile))
    return write(check(paths, config), options.format)


def _text(report: Report) -> str:
    from policies.reports import text  # noqa: PLC0415 - one format is wanted, one is imported

    return text.render(report)


def _json(report: Report) -> str:
    from policies.reports import json  # noqa: PLC0415 - see above

    return json.render(report)


_FORMATS: Final[dict[str, Callable[[Report], str]]] = {"text": _text, "json": _json}
