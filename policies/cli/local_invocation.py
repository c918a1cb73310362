"""What `keel invoke` does."""

from __future__ import annotations

import json
import signal
import sys
from codecs import getincrementaldecoder
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policies.cli.trouble import TroubleError, say
from policies.domain.limits import SYNCHRONOUS_PAYLOAD
from policies.gate.exit_codes import CLEAN, FINDINGS
from policies.local_run.choice import listed, named
from policies.local_run.refusal import RefusedRunError
from policies.local_run.run import Wishes, local_run
from policies.local_run.variables import FIXED
from policies.template.reading import read
from policies.template.resources.function import Function

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

_STANDARD_INPUT: Final = "-"
# What a shell adds to the number of the signal that ended a command.
_BY_SIGNAL: Final = 128


def run(options: argparse.Namespace) -> int:
    """Invoke the function and give the exit code."""
    if options.count < 1:
        raise TroubleError(f"--count must be at least 1, got {options.count}")
    event = _event(options.event)
    wishes = Wishes(
        variables=_variables(options),
        qualifier=options.qualifier,
        python=options.python,
        layers=options.layer,
        with_credentials=options.pass_credentials,
    )
    try:
        function = _function(options)
        with _cleaning_up(), local_run(function, wishes, _Log().write) as ready:
            for note in ready.notes:
                say(note)
            failed = 0
            for _ in range(options.count):
                outcome, explanations = ready.invoke(event)
                sys.stdout.write(f"{outcome.payload.decode(errors='replace')}\n")
                sys.stdout.flush()
                failed += outcome.error is not None
                for explanation in explanations:
                    say(explanation)
    except RefusedRunError as refused:
        raise TroubleError(str(refused)) from None
    return FINDINGS if failed else CLEAN


@contextmanager
def _cleaning_up() -> Iterator[None]:
    """End the handler and remove its folders also when a job is cancelled, or a terminal closed."""
    numbers = (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))  # Windows has but one
    before = {number: signal.signal(number, _leave) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, _: object) -> None:
    sys.exit(_BY_SIGNAL + number)


def _function(options: argparse.Namespace) -> Function:
    reading = read([options.assembly])
    functions = [each for found in reading.environments for each in found.resources(Function)]
    for error in reading.errors:
        say(str(error))
    if not functions and reading.errors:
        raise TroubleError(f"{options.assembly} could not be read; run cdk synth first")
    own = [each for each in functions if not each.is_generated]
    if options.function is None:
        raise TroubleError(f"name a function: {options.assembly} has {listed(own) or 'none'}")
    return named(own, options.function, options.assembly)


class _Log:
    """Standard error for bytes that come in blocks, which may end within a character."""

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")("replace")

    def write(self, written: bytes) -> None:
        """Pass them on as text."""
        if sys.stderr is not None:
            sys.stderr.write(self._decoder.decode(written))
            sys.stderr.flush()


def _event(source: str | None) -> bytes:
    """The event as it is, once it is known to be one."""
    if source is None:
        return b"{}"
    try:
        if source == _STANDARD_INPUT:
            if sys.stdin is None:
                raise TroubleError("standard input is closed")
            name, event = "standard input", sys.stdin.buffer.read()
        else:
            name, event = source, Path(source).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise TroubleError(f"{source}: {reason.lower()}") from None
    if not SYNCHRONOUS_PAYLOAD.admits(len(event)):
        raise TroubleError(f"{name}: {SYNCHRONOUS_PAYLOAD.violation(len(event), label='event')}")
    try:
        text = event.decode("utf-8-sig")
        json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise TroubleError(f"{name}: no JSON: {error}") from None
    return text.encode()


def _refuse_constant(name: str) -> None:
    """Refuse what Python reads and JSON has not."""
    raise ValueError(f"{name} is none of its values")


def _variables(options: argparse.Namespace) -> dict[str, str]:
    given: dict[str, str] = {}
    for path in options.env_file:
        given |= _of_file(path)
    for assignment in options.env:
        key, equals, value = assignment.partition("=")
        if not key or not equals:
            raise TroubleError(f"--env must be NAME=VALUE, got {assignment!r}")
        given[key] = value
    taken = sorted(FIXED & given.keys())
    if taken:
        raise TroubleError(f"{taken[0]} is what the run itself stands on; leave it out")
    return given


def _of_file(path: Path) -> dict[str, str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise TroubleError(f"{path}: {reason.lower()}") from None
    if text.lstrip().startswith("{"):
        return _of_json(path, text)
    given = {}
    for number, line in enumerate(text.splitlines(), 1):
        told = line.strip().removeprefix("export ").strip()
        if not told or told.startswith("#"):
            continue
        key, equals, value = told.partition("=")
        if not key.strip() or not equals:
            raise TroubleError(f"{path}:{number}: must be NAME=VALUE, got {told!r}")
        given[key.strip()] = _unquoted(value.strip())
    return given


def _of_json(path: Path, text: str) -> dict[str, str]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TroubleError(f"{path}: no JSON: {error}") from None
    for key, value in told.items():
        if not isinstance(value, str):
            raise TroubleError(f"{path}: {key} must be a string, got {json.dumps(value)}")
    return dict(told)


def _unquoted(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if is_quoted else value
