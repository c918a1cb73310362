"""`keel simulate`: what a rollout does to its callers when the new version is bad."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from policies.cli.check import Commands


def add_to(commands: Commands) -> None:
    """Add the command."""
    help_ = "play a rollout: what fails, and whether an alarm stops it"
    parser = commands.add_parser("simulate", help=help_)
    parser.set_defaults(run=_run)
    parser.add_argument("path", nargs="?", metavar="PATH", help="a cdk.out or template")
    parser.add_argument(
        "release", nargs="?", metavar="RELEASE", help="the end of its path will do: live, PROD/live"
    )
    _add_traffic(parser)
    _add_delays(parser)
    parser.add_argument(
        "--rollout", metavar="ROLLOUT", help="another one: canary:10:5, linear:10:1, all-at-once"
    )
    parser.add_argument(
        "--set",
        dest="given",
        action="append",
        default=[],
        metavar="ID.PROPERTY=VALUE",
        help="a property of an alarm or the deployment group; repeat it for several",
    )
    parser.add_argument(
        "--compare", action="store_true", help="what the rollouts CodeDeploy has ready would cost"
    )
    parser.add_argument(
        "--max-failed",
        type=_number,
        metavar="N",
        help="exit 1 when more requests fail in one of twenty runs",
    )
    parser.add_argument(
        "--format", choices=("text", "json", "svg"), default="text", help="default: text"
    )
    parser.add_argument("--ascii", action="store_true", help="draw the chart in ASCII")
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="default: auto"
    )


def _add_traffic(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--requests-per-minute",
        type=_pattern,
        default=(600.0,),
        metavar="N[,N...]",
        help="several are a pattern that repeats (default: 600)",
    )
    parser.add_argument(
        "--error-rate",
        type=_share,
        default=0.05,
        metavar="SHARE",
        help="of the new version's invocations: 5%% or 0.05 (default: 5%%)",
    )
    parser.add_argument(
        "--old-error-rate",
        type=_share,
        default=0.0,
        metavar="SHARE",
        help="of the old version's (default: 0%%)",
    )
    parser.add_argument(
        "--throttle-rate",
        type=_share,
        default=0.0,
        metavar="SHARE",
        help="of the new version's requests (default: 0%%)",
    )
    parser.add_argument(
        "--duration", type=_number, metavar="MS", help="of the new version, for alarms on Duration"
    )
    parser.add_argument("--old-duration", type=_number, metavar="MS", help="of the old version")
    parser.add_argument(
        "--hangs",
        type=_count,
        default=0,
        metavar="MINUTES",
        help="how long what fails runs before it does: the timeout (default: 0)",
    )
    parser.add_argument(
        "--breaks-after",
        type=_count,
        default=0,
        metavar="MINUTES",
        help="until then the new version is as the old one (default: 0)",
    )
    parser.add_argument(
        "--minutes", type=_count, metavar="N", help="default: until 30 min after the last shift"
    )
    parser.add_argument(
        "--runs", type=_count, default=200, metavar="N", help="by chance, each (default: 200)"
    )
    parser.add_argument(
        "--seed", type=_count, default=1, metavar="N", help="equal seeds, equal runs (default: 1)"
    )
    parser.add_argument(
        "--expected", action="store_true", help="play once, by expected values, without chance"
    )


def _add_delays(parser: argparse.ArgumentParser) -> None:
    delays = {
        "--metric-delay": (1, "from the end of a minute until alarms see it"),
        "--poll-interval": (1, "from one look of CodeDeploy at the alarms to the next"),
        "--rollback-delay": (0, "until the old version has all traffic"),
        "--watched-after": (0, "after the last shift, while a hook runs"),
    }
    for flag, (default, meaning) in delays.items():
        parser.add_argument(
            flag,
            type=_count,
            default=default,
            metavar="MINUTES",
            help=f"{meaning} (default: {default})",
        )


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 <= number < float("inf"):
        raise ArgumentTypeError(f"must be a number, at least 0, got {text!r}")
    return number


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):  # noqa: PLR2004 - nobody waits
        raise ArgumentTypeError(f"must be a whole number, at least 0, got {text!r}")
    return int(text)


def _pattern(text: str) -> tuple[float, ...]:
    return tuple(map(_number, text.split(",")))


def _share(text: str) -> float:
    """A share such as 5% or 0.05; a bare number above 1 may be either and is neither."""
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise ArgumentTypeError(f"must be a share such as 5% or 0.05, got {text!r}")
    return share


def _run(options: argparse.Namespace) -> int:
    # Imported when it runs: no other command needs the simulation.
    from policies.cli import simulation  # noqa: PLC0415

    if options.path is not None:
        options.path = Path(options.path)
    return simulation.run(options)
