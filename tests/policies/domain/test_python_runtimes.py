from __future__ import annotations

import sys

import pytest

from policies.domain.python_runtimes import glibc, python_version, standard_library
from policies.domain.runtimes import runtimes


@pytest.mark.parametrize(
    ("runtime", "version"),
    [("python3.14", "3.14"), ("python3.9", "3.9"), ("nodejs24.x", None), ("python3.x", None)],
)
def test_the_version_is_how_the_identifier_ends(runtime: str, version: str | None) -> None:
    assert python_version(runtime) == version


@pytest.mark.parametrize(
    ("runtime", "found"),
    [
        ("python3.11", (2, 26)),
        ("python3.12", (2, 34)),
        ("python3.14", (2, 34)),
        ("python3.99", (2, 34)),
    ],
)
def test_the_c_library_is_of_the_system_that_the_runtime_is_on(
    runtime: str, found: tuple[int, int]
) -> None:
    assert glibc(runtime) == found


def test_every_python_that_lambda_creates_is_known() -> None:
    today = runtimes().as_of
    for name, lifecycle in runtimes().lifecycles.items():
        if python_version(name) and today < (lifecycle.creation_blocked or "9999"):
            assert name == "python3.15" or glibc(name)


def test_the_standard_library_is_the_versions_own() -> None:
    running = f"{sys.version_info.major}.{sys.version_info.minor}"

    assert standard_library(running) >= {"json", "asyncio", "sys", "zoneinfo"}
    assert "imp" in standard_library("3.11")
    assert "imp" not in standard_library("3.12")
    assert "cgi" not in standard_library("3.13")
    assert "tomllib" not in standard_library("3.10")
    assert {"compression", "annotationlib"} <= standard_library("3.14")
    assert {"compression", "annotationlib"}.isdisjoint(standard_library("3.13"))


def test_of_the_python_that_runs_this_it_is_what_that_says() -> None:
    running = f"{sys.version_info.major}.{sys.version_info.minor}"

    assert standard_library(running) == sys.stdlib_module_names
