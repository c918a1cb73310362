"""What is behind a failure that would not be one on Lambda, or not the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policies.local_run.interpreter import Interpreter
    from policies.local_run.outcome import Outcome
    from policies.local_run.package import Folders
    from policies.local_run.stand_ins import StandIns

# What the runtime client calls a module that cannot be imported, and what a handler raises that
# imports late.
_IMPORT_ERRORS: Final = frozenset(
    {"Runtime.ImportModuleError", "ImportError", "ModuleNotFoundError"}
)
# What botocore says without credentials, in an answer or in a log that a handler writes of it.
_NO_CREDENTIALS: Final = b"Unable to locate credentials"
_NO_SDK: Final = b"No module named 'boto"


class Explanations:
    """Hears the logs on their way, and says what the failure comes from."""

    def __init__(
        self,
        python: Interpreter,
        runtime: str,
        folders: Folders,
        compiled: StandIns,
        logs: Callable[[bytes], None],
    ) -> None:
        self._python = python
        self._runtime = runtime
        self._folders = folders
        self._compiled = compiled
        self._logs = logs
        self._lacked_credentials = False

    def hear(self, written: bytes) -> None:
        """Pass the logs on."""
        self._lacked_credentials = self._lacked_credentials or _NO_CREDENTIALS in written
        self._logs(written)

    def of(self, outcome: Outcome) -> Iterator[str]:
        """What to tell beside the outcome."""
        if self._lacked_credentials or _NO_CREDENTIALS in outcome.payload:
            self._lacked_credentials = False
            yield (
                "the handler has no AWS credentials here; --pass-credentials lets it have yours, "
                "--env AWS_ENDPOINT_URL=... leads it to a stand-in"
            )
        if outcome.error in _IMPORT_ERRORS:
            yield from self._of_import(outcome)

    def _of_import(self, outcome: Outcome) -> Iterator[str]:
        lacking = self._compiled.explanation(self._python, self._folders.task.parent)
        if lacking:
            yield lacking
        elif versions := self._other_versions():
            names = ", ".join(versions)
            yield f"the layers have packages for {names} alone, and not for {self._runtime}"
        elif not self._python.has_sdk and _NO_SDK in outcome.payload:
            yield (
                "Lambda's Python runtimes have boto3, and this Python has not: "
                f"{self._python.executable} -m pip install boto3"
            )

    def _other_versions(self) -> list[str]:
        """The Pythons for which layers have packages, when the function's is none of them."""
        folder = self._folders.opt / "python" / "lib"
        found = sorted(path.name for path in folder.glob("python3.*"))
        return [] if self._runtime in found else found
