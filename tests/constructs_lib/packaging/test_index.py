"""The index is asked when it may make a difference, and not missed when it does not."""

from __future__ import annotations

import hashlib
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from constructs_lib.packaging.errors import PackagingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.constructs_lib.packaging.conftest import Build, MakeDirectory, MakeWheel


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


class Index:
    """A package index on this machine, which can be closed."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def add(self, wheel: Path) -> str:
        """The index has the wheel, and nobody else; what comes back is its hash."""
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        page = self._folder / wheel.name.partition("-")[0]
        page.mkdir(exist_ok=True)
        wheel.rename(page / wheel.name)
        files = (path.name for path in page.glob("*.whl"))
        (page / "index.html").write_text("".join(f'<a href="{name}">{name}</a>' for name in files))
        return digest

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    served = Index(tmp_path / "index")
    monkeypatch.delenv("UV_OFFLINE")
    monkeypatch.delenv("UV_FIND_LINKS")
    monkeypatch.setenv("UV_DEFAULT_INDEX", served.url)
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "uv"))
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield served
    served.close()


@pytest.mark.parametrize("kind", ["locked", "unlocked"])
def test_without_the_index_what_uv_has_is_enough(
    kind: str, build: Build, wheel: MakeWheel, index: Index, caches: Path
) -> None:
    digest = index.add(wheel("served"))
    place = caches.parent / "detector"
    place.mkdir()
    (place / "app.py").write_text("def handler(): ...\n")
    pinned = f"served==1.0 --hash=sha256:{digest}\n"
    (place / "requirements.txt").write_text(pinned if kind == "locked" else "served\n")
    first = build(place)
    index.close()
    shutil.rmtree(caches)

    assert build(place).digest == first.digest


def test_what_is_not_locked_is_asked_for_again(
    directory: MakeDirectory, build: Build, wheel: MakeWheel, index: Index, caches: Path
) -> None:
    index.add(wheel("served", "1.0"))
    place = directory(requirements="served")
    build(place)
    index.add(wheel("served", "2.0"))
    shutil.rmtree(caches)

    assert (build(place).folder / "served-2.0.dist-info/METADATA").exists()


@pytest.mark.parametrize("kind", ["locked", "unlocked"])
def test_neither_index_nor_cache_is_an_error_that_says_so(
    kind: str, directory: MakeDirectory, build: Build, index: Index
) -> None:
    index.close()
    place = directory()
    pinned = f"served==1.0 --hash=sha256:{'0' * 64}\n"
    (place / "requirements.txt").write_text(pinned if kind == "locked" else "served\n")

    with pytest.raises(PackagingError) as refused:
        build(place)

    assert str(refused.value).startswith(
        f"{place}/requirements.txt: packages for python3.14 on arm64 are not in uv's cache and the "
        f"index cannot be reached; build once with the network (Failed to fetch: {index.url}/served"
    )
    assert "\n" not in str(refused.value)


def test_a_name_that_the_index_does_not_have_is_refused(
    directory: MakeDirectory, build: Build, index: Index
) -> None:
    place = directory(requirements="srved==1.0")

    with pytest.raises(PackagingError) as refused:
        build(place)

    assert index.url
    assert str(refused.value) == (
        f"{place}/requirements.txt: the index has no package srved; correct its name, or set its "
        "index"
    )
