"""The package of a layer: for one runtime and architecture, or for all that it can serve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from constructs_lib.packaging.errors import PackagingError
from constructs_lib.packaging.files import digest_of
from constructs_lib.packaging.package import Contents, LayerContents, assembled, contents
from constructs_lib.packaging.shared import SharedCode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from constructs_lib.packaging.files import File
    from constructs_lib.packaging.package import Package
    from constructs_lib.packaging.target import Target
    from constructs_lib.python_code import PythonCode

# Where each version of Python looks in a layer, and where one alone does.
# https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html
_EVERY: Final = "python/"
_ONE: Final = "python/lib/python{}/site-packages/"


class LayerPackage(NamedTuple):
    """A layer that is built.

    Attributes:
        package: The folder that becomes the asset.
        by_target: What a function finds in it, by what the function runs on.
    """

    package: Package
    by_target: Mapping[Target, LayerContents]


def layer_package(
    code: PythonCode | SharedCode, targets: Sequence[Target], *, name: str
) -> LayerPackage:
    """The package of a layer: of a directory all of it, of several what they share.

    Args:
        code: The directory, or several.
        targets: What the functions run on that may have the layer.
        name: What to call it.

    Raises:
        PackagingError: A directory cannot become a package, the directories share nothing or
            another version of something, or what is compiled in it runs on one architecture alone.
    """
    inside = {
        target: code.contents(target) if isinstance(code, SharedCode) else contents(code, target)
        for target in targets
    }
    if not any(each.modules or each.installed.files for each in inside.values()):
        raise PackagingError(f"layer {name} must have something in it, got an empty directory")
    by_python = {target.python: inside[target] for target in targets}
    for target, each in inside.items():
        if each is not by_python[target.python]:
            _require_same(by_python[target.python], each, name, target)
    first, *others = by_python.values()
    if all(digest_of(_files(each)) == digest_of(_files(first)) for each in others):
        package = assembled(first, prefix=_EVERY)
    else:
        package = assembled(_merged(by_python))
    known = {
        target: LayerContents(name, _files(each), each.installed.packages, package.size)
        for target, each in inside.items()
    }
    return LayerPackage(package, known)


def _files(inside: Contents) -> dict[str, File]:
    return {**inside.installed.files, **inside.modules}


def _require_same(one: Contents, other: Contents, name: str, target: Target) -> None:
    """Only the architecture differs, and that must make no difference."""
    if digest_of(_files(one)) == digest_of(_files(other)):
        return
    packages = one.installed.packages
    compiled = [
        each.name
        for each in other.installed.packages.values()
        if each.name not in packages or packages[each.name].digest != each.digest
    ]
    raise PackagingError(
        f"layer {name} must be for one architecture, as {', '.join(compiled)} for "
        f"{target.runtime} is compiled for each; make a layer for each"
    )


def _merged(by_python: Mapping[str, Contents]) -> Contents:
    """The versions beside each other, each where only its Python looks."""
    first = next(iter(by_python.values()))
    files: dict[str, File] = {}
    modules: dict[str, File] = {}
    packages = {}
    unpinned: set[str] = set()
    for python, inside in by_python.items():
        prefix = _ONE.format(python)
        files |= {f"{prefix}{name}": file for name, file in inside.installed.files.items()}
        modules |= {f"{prefix}{name}": file for name, file in inside.modules.items()}
        unpinned |= set(inside.installed.unpinned)
        for each in inside.installed.packages.values():
            within = tuple(f"{prefix}{name}" for name in each.files)
            packages[f"{each.name} for {python}"] = each._replace(
                name=f"{each.name} for {python}", files=within
            )
    installed = first.installed._replace(files=files, packages=packages, unpinned=sorted(unpinned))
    return Contents(first.place, modules, installed)
