from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.runtimes.runtime_deprecated import check as rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from policies.template.environment import Environment
    from tests.policies.conftest import Judge

    On = Callable[[str], Environment]
    OfRuntime = Callable[[Any], dict[str, Any]]


@pytest.mark.parametrize("day", ["2030-02-01", "2030-02-28"])
def test_a_deprecated_runtime_tells_when_updates_end(
    judge: Judge, function: OfRuntime, on: On, day: str
) -> None:
    [finding] = judge(rule, function("cobol1.x"), on(day))

    assert finding.message == (
        "runtime must be one that Lambda patches, got cobol1.x, deprecated since 2030-02-01, "
        "not updatable from 2030-04-01 (as of 2030-01-15)"
    )
    assert finding.fix == "set Runtime to cobol2.x"
    assert finding.at == "Runtime"


@pytest.mark.parametrize(
    ("runtime", "day"),
    [
        pytest.param("cobol1.x", "2030-01-31", id="the day before"),
        pytest.param("cobol1.x", "2030-03-01", id="creation is blocked as well"),
        pytest.param("lisp1", "2030-02-04", id="creation is blocked already"),
        pytest.param("cobol3.x", "2040-01-01", id="in preview"),
        pytest.param(None, "2040-01-01", id="an image"),
        pytest.param({"Ref": "Unknown"}, "2040-01-01", id="known at deployment only"),
        pytest.param("lisp2", "2040-01-01", id="no end in sight"),
        pytest.param("fortran77", "2040-01-01", id="not known to us"),
    ],
)
def test_silent(judge: Judge, function: OfRuntime, on: On, runtime: Any, day: str) -> None:
    assert judge(rule, function(runtime), on(day)) == []
