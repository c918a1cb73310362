"""What a process starts with; whole runs of it are in test_run.py."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from policies.local_run.bootstrap import main, search_path

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

VERSIONED = f"/opt/python/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"


def test_modules_are_looked_for_in_lambdas_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)

    assert search_path("/task", "/opt", "/runtime", ["/std"]) == [
        "/task",
        VERSIONED,
        "/opt/python",
        "/runtime",
        "/std",
    ]


def test_a_search_path_of_ones_own_leaves_the_layers_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/own")

    assert search_path("/task", "/opt", "/runtime", ["/own", "/std"]) == [
        "/task",
        "/runtime",
        "/own",
        "/std",
    ]


def test_the_runtime_client_gets_the_handler(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "more.pth").write_text("more\n")
    (tmp_path / "more").mkdir()
    called: list[list[str]] = []
    client = ModuleType("awslambdaric.__main__")
    client.main = called.append  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "awslambdaric.__main__", client)
    monkeypatch.setattr(sys, "path", ["/where/the/script/is", *sys.path])
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.setenv("LAMBDA_TASK_ROOT", str(tmp_path))
    monkeypatch.setenv("_HANDLER", "app.handler")

    main(["/opt", "/runtime"])

    assert called == [["awslambdaric", "app.handler"]]
    assert sys.path[:4] == [str(tmp_path), VERSIONED, "/opt/python", "/runtime"]
    assert str(tmp_path / "more") in sys.path
    assert "/where/the/script/is" not in sys.path
