"""What would fail at the first import: found in the files, before anything is deployed."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING, Final

from constructs_lib.packaging.errors import PackagingError
from policies.domain.handlers import module_and_function, names_no_function
from policies.domain.python_runtimes import standard_library

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from constructs_lib.packaging.files import File
    from constructs_lib.packaging.target import Target

_MODULE: Final = (".py", ".so")
_BLOCKS: Final = (ast.If, ast.Try, ast.With, ast.For, ast.While)


def require_handler(
    own: Mapping[str, File],
    others: Mapping[str, File],
    handler: str,
    target: Target,
    *,
    place: Path,
    may_be_elsewhere: bool,
) -> None:
    """The package has the handler's module, and the module has the function.

    Args:
        own: The modules of the directory.
        others: The packages that it depends on, and what is in its layers.
        handler: As Lambda takes it.
        target: Where it runs.
        place: The directory, for messages.
        may_be_elsewhere: Whether a layer of which nothing is known may have it.

    Raises:
        PackagingError: One of them is missing, or the module cannot be read.
    """
    if names_no_function(handler, target.runtime):
        raise PackagingError(f"handler must be a module and a function in it, got {handler!r}")
    module, function = module_and_function(handler, target.runtime)
    stem = module.replace(".", "/")
    files = {**others, **own}
    found = next((name for name in (f"{stem}.py", f"{stem}/__init__.py") if name in files), None)
    if found is None:
        if may_be_elsewhere or any(name.startswith(f"{stem}.") for name in files):
            return  # a module that was compiled
        raise PackagingError(f"handler must be in {place}, got {handler!r}; {_instead(own, stem)}")
    names = _names_in(files[found].path, found, target)
    if names is not None and function not in names:
        has = ", ".join(sorted(each for each in names if not each.startswith("_"))) or "nothing"
        raise PackagingError(
            f"handler must be a function of {found}, got {function!r}; it has {has}"
        )


def require_unshadowed(
    files: Iterable[str], owners: Mapping[str, str], target: Target, *, place: Path
) -> None:
    """No module hides one of the standard library, which looks for its own parts later.

    Args:
        files: What is in the package, by path.
        owners: The packages that the files are of; the directory's own have none.
        target: Where it runs.
        place: The directory, for messages.

    Raises:
        PackagingError: One does.
    """
    own = standard_library(target.python)
    for name in files:
        module = _module_at_root(name)
        if module in own:
            holder = owners.get(name)
            found = f"{name} of {holder}" if holder else str(place / name)
            remedy = f"leave {holder} out" if holder else "rename it"
            raise PackagingError(
                f"{found} hides the standard library's {module} from everything in the package; "
                f"{remedy}"
            )


def require_disjoint(own: Iterable[str], installed: Mapping[str, str], *, place: Path) -> None:
    """No module of the directory hides one of a package that it depends on.

    Raises:
        PackagingError: One does.
    """
    modules = {
        module: owner for name, owner in installed.items() if (module := _module_at_root(name))
    }
    for name in own:
        module = _module_at_root(name)
        if name in installed or (module in modules):
            owner = installed.get(name) or modules[str(module)]
            raise PackagingError(f"{place / name} hides {module or name} of {owner}; rename it")


def _module_at_root(name: str) -> str | None:
    """The module that a file makes at the root; a folder without __init__.py hides nothing."""
    head, slash, rest = name.partition("/")
    if slash:
        return head if rest == "__init__.py" else None
    return head.partition(".")[0] if head.endswith(_MODULE) else None


def _instead(files: Mapping[str, File], stem: str) -> str:
    """Where the module is instead, or what there is."""
    end = f"/{stem.rpartition('/')[2]}.py"
    elsewhere = next((name for name in sorted(files) if f"/{name}".endswith(end)), None)
    if elsewhere:
        return f"there is {elsewhere}"
    modules = [name for name in sorted(files) if "/" not in name and name.endswith(".py")]
    return f"it has {', '.join(modules) or 'no module'}"


def _names_in(file: Path, name: str, target: Target) -> set[str] | None:
    """What the module defines; None where only running it would tell."""
    try:
        tree = ast.parse(file.read_bytes())
    except SyntaxError as error:
        if sys.version_info[:2] < tuple(map(int, target.python.split("."))):
            return None  # it may be newer than the Python that reads it here
        raise PackagingError(f"{name} line {error.lineno}: {error.msg}") from None
    names = set(_defined(tree.body))
    return None if names & {"*", "__getattr__"} else names


def _defined(body: Iterable[ast.stmt]) -> Iterator[str]:
    for statement in body:
        match statement:
            case (
                ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.ClassDef(name=name)
            ):
                yield name
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                yield from (each.asname or each.name.partition(".")[0] for each in names)
            case ast.Assign() | ast.AnnAssign() | ast.AugAssign():
                yield from (
                    node.id
                    for node in ast.walk(statement)
                    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
                )
            case block if isinstance(block, _BLOCKS):
                for part in ("body", "orelse", "finalbody"):
                    yield from _defined(getattr(block, part, ()))
                for caught in getattr(block, "handlers", ()):
                    yield from _defined(caught.body)
            case _:
                continue
