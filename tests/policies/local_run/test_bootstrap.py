"""What a process starts with; whole runs of it are in test_run.py."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from policies.local_run.bootstrap import main, search_path

if TYPE_CHECKING:
    from pathlib import Path

VERSIONED = "/opt/python/lib/python3.13/site-packages"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.setenv("AWS_EXECUTION_ENV", "AWS_Lambda_python3.13")


def test_modules_are_looked_for_in_lambdas_order() -> None:
    assert search_path("/stand-ins", "/task", "/opt", "/runtime", ["/std"]) == [
        "/stand-ins",
        "/task",
        VERSIONED,
        "/opt/python",
        "/runtime",
        "/std",
    ]


def test_a_search_path_of_ones_own_leaves_the_layers_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/own")

    assert search_path("/stand-ins", "/task", "/opt", "/runtime", ["/own", "/std"]) == [
        "/stand-ins",
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
    monkeypatch.setenv("LAMBDA_TASK_ROOT", str(tmp_path))
    monkeypatch.setenv("_HANDLER", "app.handler")

    main(["/stand-ins", "/opt", "/runtime"])

    assert called == [["awslambdaric", "app.handler"]]
    assert sys.path[1:5] == [str(tmp_path), VERSIONED, "/opt/python", "/runtime"]
    assert str(tmp_path / "more") in sys.path
    assert "/where/the/script/is" not in sys.path
