"""Directories to package, and an index of tiny wheels that each test makes for itself."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from constructs_lib import PythonCode
from constructs_lib.packaging.package import function_package
from constructs_lib.packaging.target import Target

if TYPE_CHECKING:
    from pathlib import Path

    from constructs_lib.packaging.package import Package


class MakeWheel(Protocol):
    """Puts a wheel into the index."""

    def __call__(
        self,
        name: str,
        version: str = "1.0",
        files: dict[str, str] | None = None,
        *,
        tag: str = "py3-none-any",
        requires: tuple[str, ...] = (),
    ) -> Path: ...


class MakeDirectory(Protocol):
    """A directory with a handler and these files; requirements by the word."""

    def __call__(
        self, files: dict[str, str] | None = None, *, name: str = ..., requirements: str = ...
    ) -> Path: ...


class Build(Protocol):
    """The package of a directory."""

    def __call__(
        self, directory: Path, *, runtime: str = ..., architecture: str = ..., **props: Any
    ) -> Package: ...


@pytest.fixture(scope="session")
def uv_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What uv knows of the Python that runs it, which costs it half a second to ask."""
    return tmp_path_factory.mktemp("uv")


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, uv_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of the machine's own is used: no cache, no configuration, no index."""
    for variable in ("UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_EXCLUDE_NEWER"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("KEEL_CACHE_DIR", str(tmp_path / "keel"))
    monkeypatch.setenv("UV_CACHE_DIR", str(uv_cache))
    monkeypatch.setenv("UV_NO_CONFIG", "1")
    monkeypatch.setenv("UV_OFFLINE", "1")
    monkeypatch.setenv("UV_DEFAULT_INDEX", (tmp_path / "wheels").as_uri())
    monkeypatch.setenv("UV_FIND_LINKS", str(tmp_path / "wheels"))
    (tmp_path / "wheels").mkdir()
    return tmp_path / "keel"


@pytest.fixture
def wheel(tmp_path: Path) -> MakeWheel:
    def make(
        name: str,
        version: str = "1.0",
        files: dict[str, str] | None = None,
        *,
        tag: str = "py3-none-any",
        requires: tuple[str, ...] = (),
    ) -> Path:
        info = f"{name}-{version}.dist-info"
        pure = str(tag.endswith("-none-any")).lower()
        needs = "".join(f"Requires-Dist: {each}\n" for each in requires)
        content = {f"{name}/__init__.py": f"VERSION = {version!r}\n"} | (files or {})
        content[f"{info}/METADATA"] = (
            f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}"
        )
        content[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nRoot-Is-Purelib: {pure}\nTag: {tag}\n"
        content[f"{info}/RECORD"] = "".join(f'"{each}",,\n' for each in content)
        goal = tmp_path / "wheels" / f"{name}-{version}-{tag}.whl"
        with zipfile.ZipFile(goal, "w") as archive:
            for path, text in content.items():
                archive.writestr(path, text)
        return goal

    return make


@pytest.fixture
def directory(tmp_path: Path) -> MakeDirectory:
    def make(
        files: dict[str, str] | None = None, *, name: str = "detector", requirements: str = ""
    ) -> Path:
        content = {"app.py": "def handler(event, context): ...\n"} | (files or {})
        if requirements:
            content["requirements.txt"] = "\n".join(requirements.split()) + "\n"
        for path, text in content.items():
            goal = tmp_path / name / path
            goal.parent.mkdir(parents=True, exist_ok=True)
            goal.write_text(text)
        return tmp_path / name

    return make


@pytest.fixture
def build() -> Build:
    def make(
        directory: Path,
        *,
        runtime: str = "python3.14",
        architecture: str = "arm64",
        handler: str = "app.handler",
        **props: Any,
    ) -> Package:
        target = Target.of(runtime, architecture)
        return function_package(PythonCode(directory, **props), target, handler=handler)

    return make


def files_of(package: Package) -> set[str]:
    """What is in the package, by path."""
    folder = package.folder
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
