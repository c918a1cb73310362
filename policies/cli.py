"""The command `keel`: check, rules, explain."""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from policies import __version__
from policies.engine import Severity
from policies.gate.check import TROUBLE, check
from policies.gate.config import Config, ConfigError, Profile, find_config, nearest, read_config
from policies.rules import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policies.engine import Rule
    from policies.gate.check import Report

_DEFAULT_PATHS: Final = ("cdk.out", ".")
_INTERRUPTED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 clean, 1 findings, 2 misuse or trouble."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A name from a template must not end the report on a terminal that cannot show it.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except ConfigError as error:
        return _trouble(str(error))
    except BrokenPipeError:
        # The reader (head, less) has seen enough; keep Python from saying so at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="keel",
        description="Finds the Lambda releases that are not safe, before they are deployed.",
        epilog="exit codes: 0 clean, 1 findings, 2 misuse or unreadable input",
    )
    parser.add_argument("--version", action="version", version=f"keel {__version__}")
    # Without prog argparse formats a usage text, for which it imports shutil and its codecs.
    commands = parser.add_subparsers(required=True, metavar="COMMAND", prog="keel")

    checking = commands.add_parser("check", help="judge cdk.out folders, templates, or folders")
    checking.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=_PATHS_HELP)
    checking.add_argument("--format", choices=_FORMATS, default="text", help="default: text")
    checking.add_argument(
        "--profile", choices=[str(profile) for profile in Profile], help="strict adds advice"
    )
    checking.add_argument(
        "--fail-on",
        choices=[str(severity) for severity in Severity],
        help="lowest severity that makes the exit code 1 (default: error)",
    )
    checking.add_argument("--config", type=Path, metavar="FILE", help=_CONFIG_HELP)
    checking.set_defaults(run=_check)

    listing = commands.add_parser("rules", help="list the rules")
    listing.set_defaults(run=_rules)

    explaining = commands.add_parser("explain", help="show a rule's page")
    explaining.add_argument("rule", metavar="RULE")
    explaining.set_defaults(run=_explain)
    return parser


_PATHS_HELP: Final = "default: cdk.out, or this folder when there is none"
_CONFIG_HELP: Final = "default: the nearest keel.toml, or pyproject.toml with [tool.keel]"


def _text(report: Report) -> str:
    from policies.reports import text  # noqa: PLC0415 - one format is wanted, one is imported

    return text.render(report)


def _json(report: Report) -> str:
    from policies.reports import json  # noqa: PLC0415 - see above

    return json.render(report)


_FORMATS: Final[dict[str, Callable[[Report], str]]] = {"text": _text, "json": _json}


def _check(options: argparse.Namespace) -> int:
    paths = options.paths or [next(path for path in map(Path, _DEFAULT_PATHS) if path.exists())]
    report = check(paths, _config(options))
    for error in report.errors:
        _say(error)
    sys.stdout.write(_FORMATS[options.format](report))
    return report.exit_code


def _config(options: argparse.Namespace) -> Config:
    path = options.config or find_config(Path.cwd())
    config = read_config(path, catalogue()) if path else Config()
    if options.profile:
        config = config._replace(profile=Profile(options.profile))
    if options.fail_on:
        config = config._replace(fail_on=Severity(options.fail_on))
    return config


def _rules(options: argparse.Namespace) -> int:
    del options
    rules = catalogue().values()
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        print(f"{rule.id:{width}}  {rule.severity:7}  {rule.effect:16}  {rule.summary}")  # noqa: T201
    return 0


def _explain(options: argparse.Namespace) -> int:
    rule = catalogue().get(options.rule)
    if rule is None:
        return _trouble(f"no rule {options.rule!r}{nearest(options.rule, catalogue())}")
    print(_page(rule))  # noqa: T201 - the command's output
    return 0


def _page(rule: Rule) -> str:
    covers = f"covers    {', '.join(rule.supersedes)}\n" if rule.supersedes else ""
    return (
        f"{rule.id}\n\n{rule.page}\n\n"
        f"severity  {rule.severity}\neffect    {rule.effect}\nsource    {rule.source}\n{covers}"
    )


def _say(problem: str) -> None:
    printable = "".join(char if char.isprintable() else repr(char)[1:-1] for char in problem)
    sys.stderr.write(f"keel: {printable}\n")


def _trouble(problem: str) -> int:
    _say(problem)
    return TROUBLE


def run() -> NoReturn:
    """Run the command as a process."""
    sys.exit(main())


if __name__ == "__main__":
    run()
