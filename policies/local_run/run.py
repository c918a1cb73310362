"""A function made ready to be invoked here."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.limits import FUNCTION_TIMEOUT
from policies.local_run import memory
from policies.local_run.choice import label
from policies.local_run.execution_environment import ExecutionEnvironment, Settings
from policies.local_run.explanations import Explanations
from policies.local_run.identity import identity_of
from policies.local_run.interpreter import interpreter
from policies.local_run.package import laid_out
from policies.local_run.refusal import RefusedRunError
from policies.local_run.runtime_process import Program
from policies.local_run.stand_ins import stand_ins
from policies.local_run.variables import variables_of
from policies.template.resources.function import EXEC_WRAPPER
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from policies.local_run.interpreter import Interpreter
    from policies.local_run.outcome import Outcome
    from policies.local_run.package import Folders
    from policies.local_run.variables import Variables
    from policies.template.resources.function import Function

_BOOTSTRAP: Final = Path(__file__).with_name("bootstrap.py")


class Wishes(NamedTuple):
    """What the user wants of a run.

    Attributes:
        variables: Environment variables, over those of the template.
        qualifier: The alias or version to be called as.
        python: The Python to run with; None means the one that runs Keel.
        layers: Folders or archives that stand in for layers the assembly lacks.
        with_credentials: Whether the handler gets the user's AWS configuration.
    """

    variables: Mapping[str, str]
    qualifier: str | None = None
    python: str | None = None
    layers: Sequence[Path] = ()
    with_credentials: bool = False


class LocalRun:
    """A function that can be invoked, as often as wanted.

    Attributes:
        notes: What differs here from what Lambda would do.
    """

    def __init__(
        self,
        notes: list[str],
        environment: ExecutionEnvironment,
        explanations: Explanations,
    ) -> None:
        self.notes = notes
        self._environment = environment
        self._explanations = explanations

    def invoke(self, event: bytes) -> tuple[Outcome, list[str]]:
        """What comes of an event, and what explains it that only shows on this machine."""
        outcome = self._environment.invoke(event)
        return outcome, list(self._explanations.of(outcome))


@contextmanager
def local_run(
    function: Function, wishes: Wishes, logs: Callable[[bytes], None]
) -> Iterator[LocalRun]:
    """The function, ready; its folders and its process are gone afterwards.

    Raises:
        RefusedRunError: It cannot be run here.
    """
    if not hasattr(os, "killpg"):
        raise RefusedRunError("functions run on Linux and macOS alone; on Windows, use WSL")
    identity = identity_of(function, wishes.qualifier)
    python = interpreter(wishes.python)
    with tempfile.TemporaryDirectory(prefix="keel-invoke-") as name:
        # What handlers print of their paths must be the same as what Python prints of them.
        folder = Path(name).resolve()
        folders, missing_layers = laid_out(function, folder, wishes.layers)
        runtime = folder / "runtime"
        python.provide(runtime)
        compiled = stand_ins(_roots(folders, identity.runtime), python, folder / "stand-ins")
        variables = variables_of(
            function,
            identity,
            folders,
            str(runtime),
            wishes.variables,
            with_credentials=wishes.with_credentials,
        )
        memory_mb, seconds = function.memory_mb, function.timeout_seconds
        program = Program(
            # No site: what is installed here is not on Lambda. No bytecode: Lambda keeps none.
            command=[
                *(python.executable, "-S", "-s", "-B", str(_BOOTSTRAP)),
                *(str(folder / "stand-ins"), str(folders.opt), str(runtime)),
            ],
            variables=variables.values,
            folder=folders.task,
            memory_mb=memory_mb if isinstance(memory_mb, int) else None,
        )
        longest = FUNCTION_TIMEOUT.maximum or 0
        settings = Settings(
            function_arn=identity.arn,
            version=identity.version,
            timeout_seconds=seconds if isinstance(seconds, int) else longest,
        )
        notes = list(_notes(function, identity.runtime, python, variables))
        note = compiled.note(python)
        notes += [note] if note else []
        notes += [f"{each} is not in the assembly; --layer PATH adds it" for each in missing_layers]
        explanations = Explanations(python, identity.runtime, folders, compiled, logs)
        with ExecutionEnvironment(program, settings, explanations.hear) as environment:
            yield LocalRun(notes, environment, explanations)


def _roots(folders: Folders, runtime: str) -> tuple[Path, ...]:
    """Where modules are looked for, a folder in another before that."""
    layers = folders.opt / "python"
    return layers / "lib" / runtime / "site-packages", layers, folders.task


def _notes(
    function: Function, runtime: str, python: Interpreter, variables: Variables
) -> Iterator[str]:
    major, minor = python.version
    if runtime != f"python{major}.{minor}":
        who = label(function)
        yield f"{who} is for {runtime}, and runs on {python.name} here; --python PATH takes another"
    if variables.unresolved:
        left_out = ", ".join(f"{key} ({why})" for key, why in variables.unresolved.items())
        yield f"left out, known at deployment only: {left_out}; --env NAME=VALUE gives one"
    if isinstance(function.memory_mb, Unresolved):
        yield "its memory is known at deployment only, so that none is too much here"
    elif not memory.can_be_measured():
        yield "this system does not tell how much memory it takes, so that none is too much here"
    if isinstance(function.timeout_seconds, Unresolved):
        yield "its timeout is known at deployment only, so that the longest holds here"
    if EXEC_WRAPPER in variables.values:
        yield f"{EXEC_WRAPPER} is not run here: the handler starts without its wrapper"
    if function.file_systems:
        yield "its file systems are not mounted here"
    if function.value("DurableConfig") is not None:
        yield "durable execution is not run here: the event reaches the handler as it is"
    if function.has_snapstart is not False:
        yield "SnapStart is not run here, and neither are its hooks"
