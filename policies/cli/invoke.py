"""`keel invoke`: a function of a cloud assembly, run on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from policies.cli.check import Commands

_DESCRIPTION = (
    "Runs a Python function of a cloud assembly in a process of this machine, by Lambda's own "
    "runtime client. The answer is on standard output; logs and the REPORT line on standard error."
)
_FUNCTION = "construct path, stack/logical-id, or an end of it: sensors/detector"
_ENV_FILE = "variables as lines NAME=VALUE, or as a JSON object"
_PYTHON = "the Python to run with, with awslambdaric installed; default: Keel's own"


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "invoke",
        help="run a Python function of a cdk.out on this machine",
        description=_DESCRIPTION,
        epilog="exit codes: 0 it answered, 1 it failed, 2 misuse, or it cannot be run here",
    )
    parser.add_argument("function", nargs="?", metavar="APP/FUNCTION", help=_FUNCTION)
    parser.add_argument(
        "--event", metavar="FILE", help="the event as JSON; - is standard input; default: {}"
    )
    parser.add_argument(
        "--assembly", type=Path, default=Path("cdk.out"), metavar="DIR", help="default: cdk.out"
    )
    parser.add_argument(
        "--env", action="append", default=[], metavar="NAME=VALUE", help="repeat it for several"
    )
    parser.add_argument(
        "--env-file", action="append", type=Path, default=[], metavar="FILE", help=_ENV_FILE
    )
    parser.add_argument(
        "--qualifier", metavar="ALIAS", help="call it by an alias, or the number of a version"
    )
    parser.add_argument(
        "--layer",
        action="append",
        type=Path,
        default=[],
        metavar="PATH",
        help="a folder or .zip for a layer that the assembly lacks",
    )
    parser.add_argument("--python", metavar="PATH", help=_PYTHON)
    parser.add_argument(
        "--pass-credentials",
        action="store_true",
        help="let the handler have your AWS configuration; without it, it has none",
    )
    parser.add_argument(
        "--count", type=int, default=1, metavar="N", help="invoke it N times in one environment"
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from policies.cli import local_invocation  # noqa: PLC0415 - no other command needs it

    return local_invocation.run(options)
