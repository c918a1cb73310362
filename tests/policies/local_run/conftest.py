"""An assembly to run functions of, and a run of one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pytest

from policies.local_run.run import Wishes, local_run
from tests.policies.local_run.assemblies import Assembly

if TYPE_CHECKING:
    from pathlib import Path

    from policies.local_run.outcome import Outcome


class Ran(NamedTuple):
    """What came of running a function."""

    outcomes: list[Outcome]
    logs: str
    notes: list[str]
    explanations: list[str]

    @property
    def answer(self) -> Any:
        """The answer of the last invocation."""
        return json.loads(self.outcomes[-1].payload)


class Invoke(Protocol):
    """Invokes the assembly's function `Fn`."""

    def __call__(self, event: Any = None, *, times: int = 1, **wishes: Any) -> Ran: ...


@pytest.fixture
def assembly(tmp_path: Path) -> Assembly:
    return Assembly(tmp_path / "cdk.out")


@pytest.fixture
def invoke(assembly: Assembly) -> Invoke:
    def ran(event: Any = None, *, times: int = 1, **wishes: Any) -> Ran:
        logs: list[bytes] = []
        wanted = Wishes(**{"variables": {}, **wishes})
        with local_run(assembly.find(), wanted, logs.append) as ready:
            results = [ready.invoke(json.dumps(event).encode()) for _ in range(times)]
            notes = ready.notes
        return Ran(
            [outcome for outcome, _ in results],
            b"".join(logs).decode(),
            notes,
            [line for _, lines in results for line in lines],
        )

    return ran
