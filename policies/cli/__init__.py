"""The command `keel`: check, baseline, rules, explain, filter, invoke, simulate."""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NoReturn

from policies import __version__
from policies.cli.trouble import TroubleError, say
from policies.gate.exit_codes import TROUBLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_INTERRUPTED: Final = 130
_COLUMNS: Final = 80

# Each command's module here, imported when it is the one that is run.
_PARTS: Final[Mapping[str, str]] = {
    "check": "check",
    "baseline": "baseline",
    "rules": "rules",
    "explain": "rules",
    "filter": "filters",
    "invoke": "invoke",
    "simulate": "simulate",
}


def command() -> NoReturn:
    """Run the command in a process that has nothing else to do, and end it.

    What was read is needed until the end, and the system takes it back at once: a collector that
    looks for garbage meanwhile, and an interpreter that tidies up, are an eighth of a small check.
    """
    gc.disable()
    try:
        code = main()
    except SystemExit as ended:  # argparse: help, a version, misuse
        code = ended.code if isinstance(ended.code, int) else TROUBLE
    try:
        if sys.stdout is not None:  # a daemon's may be closed
            sys.stdout.flush()
    except BrokenPipeError:
        pass  # as in main
    except OSError as error:
        code = _told(error)
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 clean, 1 findings, 2 misuse or trouble."""
    arguments = sys.argv[1:] if arguments is None else arguments
    options = _parser(arguments).parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A name from a template must not end the report on a terminal that cannot show it.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        if sys.stdout is None:
            raise TroubleError("standard output is closed")  # noqa: TRY301 - told like the others
        code: int = options.run(options)
        sys.stdout.flush()
    except TroubleError as trouble:
        say(str(trouble))
        return TROUBLE
    except BrokenPipeError:
        _discard_output()  # the reader (head, less) has seen enough
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        _discard_output()
        return _told(error)
    except Exception as error:  # noqa: BLE001 - no traceback, and never the exit code of findings
        say(f"internal error: {type(error).__name__}: {error}; please report")
        return TROUBLE
    return code


def _told(error: OSError) -> int:
    say(f"{error.strerror or error}".lower() + (f": {error.filename}" if error.filename else ""))
    return TROUBLE


def _discard_output() -> None:
    """Keep Python from writing at exit what could not be written, and failing again."""
    with contextlib.suppress(AttributeError, OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _HelpFormatter(argparse.HelpFormatter):
    """Knows its width: asked for it, argparse imports shutil with its codecs for every option."""

    def __init__(self, prog: str) -> None:
        try:
            columns = os.get_terminal_size().columns
        except (AttributeError, OSError, ValueError):  # no terminal, or none any more
            columns = _COLUMNS
        super().__init__(prog, width=columns - 2)


class _Parser(argparse.ArgumentParser):
    """A parser whose commands format as it does."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_HelpFormatter, **options)


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for these arguments: with the one command they name, else with all."""
    parser = _Parser(
        prog="keel",
        description="Finds the Lambda releases that are not safe, before they are deployed.",
        epilog="exit codes: 0 clean, 1 findings, 2 misuse or unreadable input",
    )
    parser.add_argument("--version", action="version", version=f"keel {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", prog="keel")
    for part in _parts(arguments[0] if arguments else ""):
        import_module(f"policies.cli.{part}").add_to(commands)
    return parser


def _parts(first: str) -> Iterable[str]:
    if first == "--version":
        return ()
    return (_PARTS[first],) if first in _PARTS else dict.fromkeys(_PARTS.values())
