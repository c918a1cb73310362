from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.runtimes.runtime_unknown import check as rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from policies.template.environment import Environment
    from tests.policies.conftest import Judge

    On = Callable[[str], Environment]
    OfRuntime = Callable[[Any], dict[str, Any]]


@pytest.mark.parametrize(
    ("runtime", "instead"),
    [
        pytest.param("cobol2", "cobol2.x", id="without .x"),
        pytest.param("Cobol2.x", "cobol2.x", id="a capital"),
        pytest.param("cobol-2.x", "cobol2.x", id="a hyphen"),
        pytest.param("cobol1", "cobol2.x", id="alike to one that is deprecated"),
        pytest.param("cobol0.x", "cobol2.x", id="older than any"),
        pytest.param("cobol", "cobol2.x", id="without a version"),
        pytest.param("lisp3.x", "lisp2", id="an ending that its family does not have"),
    ],
)
def test_what_cannot_be_a_runtime_is_told(
    judge: Judge, function: OfRuntime, on: On, runtime: str, instead: str
) -> None:
    [finding] = judge(rule, function(runtime), on("2030-02-10"))

    assert finding.message == (
        f"runtime must be one that Lambda has, got {runtime!r} (as of 2030-01-15)"
    )
    assert finding.fix == f"set Runtime to {instead}"
    assert finding.at == "Runtime"


@pytest.mark.parametrize(
    ("runtime", "day"),
    [
        pytest.param("cobol1.x", "2040-01-01", id="blocked"),
        pytest.param("cobol3.x", "2030-01-20", id="in preview"),
        pytest.param("cobol4.x", "2030-01-20", id="newer than what we know"),
        pytest.param("lisp2.1", "2030-01-20", id="a newer minor version"),
        pytest.param("custom", "2030-01-20", id="no version at all"),
        pytest.param(None, "2040-01-01", id="an image"),
        pytest.param({"Ref": "Unknown"}, "2040-01-01", id="known at deployment only"),
        pytest.param("lisp2", "2040-01-01", id="no end in sight"),
        pytest.param("fortran77", "2040-01-01", id="not known to us"),
    ],
)
def test_silent(judge: Judge, function: OfRuntime, on: On, runtime: Any, day: str) -> None:
    assert judge(rule, function(runtime), on(day)) == []
