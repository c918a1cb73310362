"""The file of its package that a function's handler means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.handlers import module_and_function, names_no_function
from policies.domain.runtime_floors import runtime_family
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.package import Package
    from policies.template.resources.function import Function

_BOOTSTRAP: Final = "bootstrap"
# Variables by which code may come from elsewhere.
_SEARCH_PATHS: Final = frozenset({"NODE_OPTIONS", "NODE_PATH", "PYTHONPATH", "RUBYLIB"})
# Families whose handlers name a file; Java and .NET name a class in an archive.
_BY_FILE: Final = frozenset({"nodejs", "python", "ruby"})
_OWN_RUNTIME: Final = "provided"


class HandlerFile(NamedTuple):
    """A folder of the package, the name of a file in it without its ending, and what is called.

    Nothing of it is called by name in a `bootstrap`.
    """

    folder: str
    name: str
    function: str = ""

    def __str__(self) -> str:
        return f"{self.folder}/{self.name}" if self.folder else self.name

    def is_in(self, package: Package) -> bool:
        """Whether the package has it in that folder, with any ending, or a folder in its place."""
        return any(map(self._is_named, package.names_in(self.folder)))

    def elsewhere_in(self, package: Package) -> str | None:
        """Where else the package has it, without its ending."""
        for file in package.files:
            folder, _, name = file.rpartition("/")
            if self._is_named(name):
                return str(self._replace(folder=folder))
        return None

    def _is_named(self, name: str) -> bool:
        return name == self.name or name.startswith(f"{self.name}.")


def handler_file(function: Function) -> HandlerFile | None:
    """The file that its package must hold; None when something else may supply it.

    Layers may hold it, and a wrapper or a search path may lead elsewhere.
    """
    runtime, variables = function.runtime, function.environment_variables
    if function.reads_handler_itself is not False or function.file_systems != []:
        return None
    if not isinstance(runtime, str) or isinstance(variables, Unresolved):
        return None
    if not _SEARCH_PATHS.isdisjoint(variables):
        return None
    family = runtime_family(runtime)
    if family == _OWN_RUNTIME:
        return HandlerFile("", _BOOTSTRAP)
    return _file_of(function.handler, runtime) if family in _BY_FILE else None


def _file_of(handler: str | Unresolved | None, runtime: str) -> HandlerFile | None:
    """Where a handler is looked for from the root of the package."""
    if not isinstance(handler, str) or handler.startswith(("/", ".")):
        return None
    module, function = module_and_function(handler, runtime)
    path = module.replace(".", "/") if runtime_family(runtime) == "python" else module
    folder, _, name = path.rpartition("/")
    is_told = name and function and not names_no_function(handler, runtime)
    return HandlerFile(folder, name, function) if is_told else None
