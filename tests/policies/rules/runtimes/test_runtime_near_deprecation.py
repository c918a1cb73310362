from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.runtimes.runtime_near_deprecation import check as rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from policies.template.environment import Environment
    from tests.policies.conftest import Judge

    On = Callable[[str], Environment]
    OfRuntime = Callable[[Any], dict[str, Any]]


@pytest.mark.parametrize(
    ("day", "days"), [("2029-08-05", 180), ("2030-01-31", 1)], ids=["first day", "last day"]
)
def test_the_last_half_year_is_counted(
    judge: Judge, function: OfRuntime, on: On, day: str, days: int
) -> None:
    [finding] = judge(rule, function("cobol1.x"), on(day))

    assert finding.message == (
        "runtime must have more than 180 days left, got cobol1.x, "
        f"deprecated from 2030-02-01 in {days} days (as of 2030-01-15)"
    )
    assert finding.fix == "set Runtime to cobol2.x"
    assert finding.at == "Runtime"


@pytest.mark.parametrize(
    ("runtime", "day"),
    [
        pytest.param("cobol1.x", "2029-08-04", id="181 days before"),
        pytest.param("cobol1.x", "2030-02-01", id="deprecated"),
        pytest.param("cobol3.x", "2030-01-31", id="in preview"),
        pytest.param(None, "2040-01-01", id="an image"),
        pytest.param({"Ref": "Unknown"}, "2040-01-01", id="known at deployment only"),
        pytest.param("lisp2", "2040-01-01", id="no end in sight"),
        pytest.param("fortran77", "2040-01-01", id="not known to us"),
    ],
)
def test_silent(judge: Judge, function: OfRuntime, on: On, runtime: Any, day: str) -> None:
    assert judge(rule, function(runtime), on(day)) == []
