"""The command `keel`: check, baseline, rules, explain, filter, simulate."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING, Any, Final

from policies import __version__
from policies.cli import baseline, check, filters, rules, simulate
from policies.cli.trouble import TroubleError, say
from policies.gate.config import ConfigError
from policies.gate.report import TROUBLE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    AddOptions = Callable[[argparse.ArgumentParser], None]

_INTERRUPTED: Final = 130
_COLUMNS: Final = 80


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 clean, 1 findings, 2 misuse or trouble."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A name from a template must not end the report on a terminal that cannot show it.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        if sys.stdout is None:
            raise TroubleError("standard output is closed")  # noqa: TRY301 - told like the others
        code: int = options.run(options)
        sys.stdout.flush()
    except (ConfigError, TroubleError) as trouble:
        say(str(trouble))
        return TROUBLE
    except BrokenPipeError:
        _discard_output()  # the reader (head, less) has seen enough
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        _discard_output()
        say(
            f"{error.strerror or error}".lower() + (f": {error.filename}" if error.filename else "")
        )
        return TROUBLE
    except Exception as error:  # noqa: BLE001 - no traceback, and never the exit code of findings
        say(f"internal error: {type(error).__name__}: {error}; please report")
        return TROUBLE
    return code


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
    """A parser whose commands format as it does.

    Args:
        late: Adds the options of a command that has many, when it is the one that runs: no other
            command waits for them.
        options: What argparse takes.
    """

    def __init__(self, late: AddOptions | None = None, **options: Any) -> None:
        super().__init__(formatter_class=_HelpFormatter, **options)
        self._late = late

    def parse_known_args(self, *arguments: Any, **options: Any) -> Any:
        late, self._late = self._late, None
        if late is not None:
            late(self)
        return super().parse_known_args(*arguments, **options)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="keel",
        description="Finds the Lambda releases that are not safe, before they are deployed.",
        epilog="exit codes: 0 clean, 1 findings, 2 misuse or unreadable input",
    )
    parser.add_argument("--version", action="version", version=f"keel {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", prog="keel")
    for part in (check, baseline, rules, filters, simulate):
        part.add_to(commands)
    return parser
