"""A package: modules and what they depend on, as one folder that can be zipped."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from constructs_lib.packaging.contents import require_disjoint, require_handler, require_unshadowed
from constructs_lib.packaging.declarations import declaration, normalized
from constructs_lib.packaging.dependencies import NONE, Dependencies, Installed, dependencies
from constructs_lib.packaging.errors import PackagingError
from constructs_lib.packaging.files import digest_of, is_intact, write
from constructs_lib.packaging.progress import Progress
from constructs_lib.packaging.sources import root_of, sources
from constructs_lib.packaging.store import Store
from policies.domain.limits import PACKAGE_DIRECT_UPLOAD
from policies.domain.package_sizes import unzipped_problem, upload_note

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from constructs_lib.packaging.files import File
    from constructs_lib.packaging.target import Target
    from constructs_lib.python_code import PythonCode

_KIND: Final = "packages-1"
_CHUNK: Final = 1 << 20


class Contents(NamedTuple):
    """What a directory comes to for a target, before it is one folder.

    Attributes:
        place: The directory.
        modules: Its own files, by path.
        installed: What it depends on.
    """

    place: Path
    modules: Mapping[str, File]
    installed: Dependencies


class LayerContents(NamedTuple):
    """What is known of a layer that a function has.

    Attributes:
        name: What to call it.
        files: What is in it, as the function imports it.
        packages: Whose files they are, by name.
        size: Its unzipped size in bytes.
    """

    name: str
    files: Mapping[str, File]
    packages: Mapping[str, Installed]
    size: int


class Package(NamedTuple):
    """One folder that becomes an asset.

    Attributes:
        folder: Where it is; nobody may change it.
        digest: The same for the same content, and for no other.
        sizes: Its parts in bytes, by name: each package, and the directory's own modules.
        notes: What a user may want to know, though nothing is wrong.
        unpinned: The packages of which another synth may get another version.
    """

    folder: Path
    digest: str
    sizes: Mapping[str, int]
    notes: Sequence[str]
    unpinned: Sequence[str]

    @property
    def size(self) -> int:
        """Its unzipped size in bytes."""
        return sum(self.sizes.values())


def contents(code: PythonCode, target: Target) -> Contents:
    """The modules of a directory, and what they depend on, installed for the target.

    Raises:
        PackagingError: The directory, or what it depends on, cannot become a package.
    """
    directory = _directory("path", code.path)
    progress = Progress(f"{shown(directory)} for {target}")
    store = Store.of_user()
    declared = declaration(
        directory if code.project is None else _directory("project", code.project),
        extras=code.extras,
        groups=code.groups,
        groups_alone=code.project is not None,
        store=store,
        progress=progress,
    )
    installed = NONE
    if declared is not None:
        installed = dependencies(
            declared,
            target=target,
            from_source=code.from_source,
            store=store,
            progress=progress,
        )
    installed = _without(installed, code.without, directory)
    modules = sources(root_of(directory), exclude=code.exclude, include=code.include)
    place = root_of(directory)
    owners = {name: each.name for each in installed.packages.values() for name in each.files}
    require_disjoint(modules, owners, place=place)
    require_unshadowed([*modules, *installed.files], owners, target, place=place)
    progress.end()
    return Contents(place, modules, installed)


def function_package(
    code: PythonCode,
    target: Target,
    *,
    handler: str | None,
    layers: Sequence[LayerContents] = (),
    has_unknown_layers: bool = False,
) -> Package:
    """The package of a function, without what its layers have.

    Args:
        code: The directory.
        target: What the function runs on.
        handler: What it calls; None where only the deployment knows.
        layers: The layers of which the content is known.
        has_unknown_layers: Whether it has others.

    Raises:
        PackagingError: The handler is missing, a layer has another version of a package, or all of
            it is too large.
    """
    inside = contents(code, target)
    packages = dict(inside.installed.packages)
    shared: set[str] = set()
    for layer in layers:
        for name in packages.keys() & layer.packages.keys():
            _require_same(packages[name], layer.packages[name], inside.place, layer.name)
            shared.add(name)
    own = _without(inside.installed, sorted(shared), inside.place)
    if handler is not None:
        in_layers = {name: file for layer in layers for name, file in layer.files.items()}
        require_handler(
            inside.modules,
            {**in_layers, **own.files},
            handler,
            target,
            place=inside.place,
            may_be_elsewhere=has_unknown_layers,
        )
    return assembled(
        inside._replace(installed=own),
        beside={f"layer {layer.name}": layer.size for layer in layers},
    )


def assembled(
    inside: Contents, *, prefix: str = "", beside: Mapping[str, int] | None = None
) -> Package:
    """One folder has all of it; the store keeps it by its content.

    Args:
        inside: What it is made of.
        prefix: The folder within it that they are in, with a slash.
        beside: The size in bytes of what Lambda unzips with it, by name.

    Raises:
        PackagingError: It is too large; the largest parts are named.
    """
    sizes = _sizes(inside)
    problem = unzipped_problem({**sizes, **(beside or {})})
    if problem:
        raise PackagingError(
            f"{shown(inside.place)}: {problem}; leave out what it does not need at run time, or "
            "make it a container image"
        )
    everything = {**inside.installed.files, **inside.modules}
    files = {f"{prefix}{name}": file for name, file in everything.items()}
    digest = digest_of(files)
    store = Store.of_user()
    entry = store.get(_KIND, digest)
    if entry is not None and not is_intact(
        entry.folder, {name: file.size for name, file in files.items()}
    ):
        store.drop(_KIND, digest)
        entry = None
    if entry is None:
        with store.building() as folder:
            linked = [f"{prefix}{name}" for name in inside.installed.files]
            built = folder / "built"
            write(files, built, linked=linked)
            entry = store.put(_KIND, digest, built, {"zipped": _zipped(inside, store)})
    note = upload_note(entry.told["zipped"])
    return Package(entry.folder, digest, sizes, [note] if note else [], inside.installed.unpinned)


def _sizes(inside: Contents) -> dict[str, int]:
    files, packages = inside.installed.files, inside.installed.packages.values()
    sizes = {each.name: sum(files[name].size for name in each.files) for each in packages}
    modules = sum(file.size for file in inside.modules.values())
    return {**sizes, shown(inside.place): modules} if modules else sizes


def _directory(prop: str, told: str | Path) -> Path:
    path = Path(told).resolve()
    if not path.is_dir():
        raise PackagingError(f"{prop} must be a directory, got {path}, which is none")
    return path


def _without(installed: Dependencies, names: Sequence[str], place: Path) -> Dependencies:
    left_out = {normalized(name) for name in names}
    unknown = sorted(left_out - installed.packages.keys())
    if unknown:
        raise PackagingError(
            f"without must be of what {place} depends on, got {', '.join(unknown)}; it has "
            f"{', '.join(sorted(installed.packages)) or 'nothing'}"
        )
    gone = {file for name in left_out for file in installed.packages[name].files}
    return Dependencies(
        {name: file for name, file in installed.files.items() if name not in gone},
        {name: each for name, each in installed.packages.items() if name not in left_out},
        [name for name in installed.unpinned if name not in left_out],
    )


def _require_same(own: Installed, shared: Installed, place: Path, layer: str) -> None:
    if own.version != shared.version:
        raise PackagingError(
            f"{own.name} must be of one version, got {own.version} in {shown(place)} and "
            f"{shared.version} in layer {layer}"
        )
    if own.digest != shared.digest:
        raise PackagingError(
            f"{own.name} {own.version} must be one build, got another in {shown(place)} than in "
            f"layer {layer}"
        )


def _zipped(inside: Contents, store: Store) -> int:
    """How large it is about, zipped; 0 for what is small enough however it is packed.

    Packed in a hurry it is a tenth larger than what the CDK will make of it.
    """
    if PACKAGE_DIRECT_UPLOAD.admits(sum(_sizes(inside).values())):
        return 0
    own = [inside.modules[name] for name in sorted(inside.modules)]
    zipped = sum(map(_deflated, own))
    for package in inside.installed.packages.values():
        known = store.get("zipped", package.digest)
        if known is None:  # once for each version of a package
            size = sum(_deflated(inside.installed.files[name]) for name in package.files)
            with store.building() as folder:
                (folder / "nothing").mkdir()
                known = store.put("zipped", package.digest, folder / "nothing", {"size": size})
        zipped += known.told["size"]
    return zipped


def _deflated(file: File) -> int:
    packer = zlib.compressobj(zlib.Z_BEST_SPEED, wbits=-zlib.MAX_WBITS)
    size = 0
    with file.path.open("rb") as content:
        while chunk := content.read(_CHUNK):
            size += len(packer.compress(chunk))
    return size + len(packer.flush())


def shown(place: Path) -> str:
    """The path as messages name it: from where the app runs, if it is below."""
    try:
        return place.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(place)
