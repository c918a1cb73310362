"""What every command that reports findings takes, and how it writes its report."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from policies.cli.trouble import TroubleError, say
from policies.engine import Severity
from policies.gate.config import ConfigError
from policies.gate.config_file import config_in, read_config
from policies.gate.exit_codes import TROUBLE
from policies.reports.formats import FORMATS, render
from policies.rules import rule_ids

if TYPE_CHECKING:
    import argparse

    from policies.gate.config import Config
    from policies.gate.report import Report

# A broken assembly has the same to say of each of its artifacts.
_MOST_ERRORS: Final = 50


class Output(NamedTuple):
    """A format, and the file it goes to; None for standard output."""

    format: str
    file: Path | None = None


def add_report_options(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "--format",
        action="append",
        metavar="FORMAT[=FILE]",
        help=f"{', '.join(FORMATS)}; repeat it for several (default: text)",
    )
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="default: auto"
    )
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
    """The configuration that the options and the folder ask for.

    Raises:
        TroubleError: it cannot be followed.
    """
    try:
        config = (
            read_config(options.config, rule_ids())
            if options.config
            else config_in(Path.cwd(), rule_ids())
        )
    except ConfigError as mistake:
        raise TroubleError(str(mistake)) from None
    if options.fail_on:
        config = config._replace(fail_on=Severity(options.fail_on))
    return config


def outputs(options: argparse.Namespace) -> list[Output]:
    """Where the report goes, in which formats.

    Raises:
        TroubleError: a format is unknown, or two want standard output or one file.
    """
    found = []
    for wanted in options.format or ["text"]:
        name, separator, file = wanted.partition("=")
        if name not in FORMATS:
            raise TroubleError(f"--format must be one of {', '.join(FORMATS)}, got {name!r}")
        if separator and not file:
            raise TroubleError(f"--format {name}= names no file")
        found.append(Output(name, Path(file) if file and file != "-" else None))
    files = [output.file for output in found]
    if len(files) != len(set(files)):
        raise TroubleError(
            "--format: each format needs a place of its own, such as sarif=out.sarif"
        )
    return found


def write(report: Report, options: argparse.Namespace) -> int:
    """Write the report, its errors to standard error, and give its exit code.

    Raises:
        TroubleError: a file cannot be written; the other formats are written all the same.
    """
    wanted = outputs(options)
    for error in report.errors[:_MOST_ERRORS]:
        say(error)
    if len(report.errors) > _MOST_ERRORS:
        say(f"{len(report.errors) - _MOST_ERRORS} more inputs could not be read or judged")
    code = report.exit_code
    for output in wanted:
        if output.file is None:
            sys.stdout.write(_to_terminal(report, output, options.color))
            continue
        from policies.cli.whole_file import write_whole  # noqa: PLC0415 - most write to a terminal

        try:
            output.file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(output.file, render(report, output.format))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            say(f"{output.file}: cannot be written: {str(reason).lower()}")
            code = TROUBLE
    return code


def _to_terminal(report: Report, output: Output, color: str) -> str:
    if output.format != "text" or not is_coloured(color):
        return render(report, output.format)
    from policies.reports.text import render as render_text  # noqa: PLC0415 - a terminal reads it

    return render_text(report, coloured=True)


def is_coloured(color: str) -> bool:
    """Whether colours are wanted and seen: https://no-color.org is followed."""
    if color != "auto":
        return color == "always"
    return (
        not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and sys.stdout.isatty()
    )
