from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.runtimes.runtime_update_blocked import check as rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from policies.template.environment import Environment
    from tests.policies.conftest import Judge

    On = Callable[[str], Environment]
    OfRuntime = Callable[[Any], dict[str, Any]]


def test_from_the_day_on_updates_are_refused(judge: Judge, function: OfRuntime, on: On) -> None:
    [finding] = judge(rule, function("cobol1.x"), on("2030-04-01"))

    assert finding.message == (
        "runtime must be one whose functions Lambda updates, got cobol1.x, "
        "blocked since 2030-04-01 (as of 2030-01-15)"
    )
    assert finding.fix == "set Runtime to cobol2.x"
    assert finding.at == "Runtime"


def test_a_parameter_has_a_default(judge: Judge, function: OfRuntime, on: On) -> None:
    parameters = {"Language": {"Type": "String", "Default": "cobol1.x"}}

    assert judge(rule, function({"Ref": "Language"}), on("2030-04-01"), Parameters=parameters)


def test_without_a_successor_the_fix_names_none(judge: Judge, function: OfRuntime, on: On) -> None:
    [finding] = judge(rule, function("cobol2.x"), on("2031-04-01"))

    assert finding.fix == "set Runtime to a runtime that Lambda supports"


@pytest.mark.parametrize(
    ("runtime", "day"),
    [
        pytest.param("cobol1.x", "2030-03-31", id="the day before"),
        pytest.param("cobol3.x", "2040-01-01", id="in preview"),
        pytest.param(None, "2040-01-01", id="an image"),
        pytest.param({"Ref": "Unknown"}, "2040-01-01", id="known at deployment only"),
        pytest.param("lisp2", "2040-01-01", id="no end in sight"),
        pytest.param("fortran77", "2040-01-01", id="not known to us"),
    ],
)
def test_silent(judge: Judge, function: OfRuntime, on: On, runtime: Any, day: str) -> None:
    assert judge(rule, function(runtime), on(day)) == []
