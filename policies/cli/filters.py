"""`keel filter check` and `keel filter test`: what filters mean, and what they do with events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policies.cli.report_options import add_report_options

if TYPE_CHECKING:
    import argparse

    from policies.cli.check import Commands

_SOURCES = ("sqs", "kinesis", "dynamodb", "kafka", "mq", "documentdb")


def add_to(commands: Commands) -> None:
    """Add the command with its two parts."""
    parser = commands.add_parser("filter", help="judge event filters, or try them on events")
    parts = parser.add_subparsers(required=True, metavar="COMMAND", prog="keel filter")
    _add_check(parts)
    _add_test(parts)


def _add_check(parts: Commands) -> None:
    parser = parts.add_parser(
        "check", help="judge a pattern, a FilterCriteria, or the filters of templates"
    )
    parser.add_argument("target", metavar="PATTERN|FILE", help="JSON text, or a path")
    parser.add_argument("--source", choices=_SOURCES, help="what the filter is for")
    add_report_options(parser)
    parser.set_defaults(run=_check)


def _add_test(parts: Commands) -> None:
    parser = parts.add_parser(
        "test", help="say which sample events pass, and why the others do not"
    )
    parser.add_argument("template", nargs="?", type=Path, metavar="TEMPLATE", help=_TEMPLATE)
    parser.add_argument("--pattern", action="append", default=[], help="repeat it for several")
    parser.add_argument("--source", choices=_SOURCES, help="needed with --pattern")
    parser.add_argument("--events", type=Path, required=True, metavar="FILE|FOLDER", help=_EVENTS)
    parser.add_argument(
        "--payloads", action="store_true", help="the events are payloads: wrap them as records"
    )
    parser.add_argument(
        "--expect", choices=("pass", "drop"), help="exit 1 when any event does otherwise"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=_test)


_TEMPLATE = "a cdk.out or template: try the filters of every mapping in it"
_EVENTS = "a JSON array, JSON lines, or a Lambda event; - is standard input; or a folder of files"


# Each part is imported when it runs: no other command needs the filters.


def _check(options: argparse.Namespace) -> int:
    from policies.cli import filter_check  # noqa: PLC0415

    return filter_check.run(options)


def _test(options: argparse.Namespace) -> int:
    from policies.cli import filter_test  # noqa: PLC0415

    return filter_test.run(options)
