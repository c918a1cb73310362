"""Where the files of a layer lie, and where runtimes look for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.domain.limits import LAYER_FOLDERS
from policies.template.resources.function import Function

if TYPE_CHECKING:
    from policies.template.resources.layer_version import LayerVersion

# What stands at the root of a layer whose author forgot the folder.
_ENDINGS: Final = {
    ".py": "python",
    ".dist-info": "python",
    ".js": "nodejs",
    ".mjs": "nodejs",
    ".cjs": "nodejs",
    "node_modules": "nodejs",
}
# Variables by which a function may look elsewhere.
_SEARCH_PATHS: Final = frozenset({"NODE_PATH", "PYTHONPATH"})


def missing_folder(layer: LayerVersion) -> str | None:
    """The folder that its files should be in; None when they are in one, or not meant to be."""
    package = layer.package
    if package is None or not package.is_whole or _is_looked_for(layer):
        return None
    names = package.names_in()
    if any(name in LAYER_FOLDERS for name in names):
        return None
    meant = {folder for end, folder in _ENDINGS.items() for name in names if name.endswith(end)}
    return meant.pop() if len(meant) == 1 else None


def _is_looked_for(layer: LayerVersion) -> bool:
    """True when a function has a search path of its own, which may lead to the root of layers."""
    for function in layer.template.environment.resources(Function):
        variables = function.environment_variables
        if not isinstance(variables, dict) or not _SEARCH_PATHS.isdisjoint(variables):
            return True
    return False
