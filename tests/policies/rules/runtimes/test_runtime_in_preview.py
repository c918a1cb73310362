from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.runtimes.runtime_in_preview import check as rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from policies.template.environment import Environment
    from tests.policies.conftest import Judge

    On = Callable[[str], Environment]
    OfRuntime = Callable[[Any], dict[str, Any]]


def test_a_preview_gives_way_to_the_newest_supported(
    judge: Judge, function: OfRuntime, on: On
) -> None:
    [finding] = judge(rule, function("cobol3.x"), on("2030-01-20"))

    assert finding.message == "runtime must be past its preview, got cobol3.x (as of 2030-01-15)"
    assert finding.fix == "set Runtime to cobol2.x"
    assert finding.at == "Runtime"


@pytest.mark.parametrize(
    ("runtime", "day"),
    [
        pytest.param("cobol2.x", "2030-01-20", id="supported"),
        pytest.param("cobol1.x", "2040-01-01", id="blocked"),
        pytest.param(None, "2040-01-01", id="an image"),
        pytest.param({"Ref": "Unknown"}, "2040-01-01", id="known at deployment only"),
        pytest.param("lisp2", "2040-01-01", id="no end in sight"),
        pytest.param("fortran77", "2040-01-01", id="not known to us"),
    ],
)
def test_silent(judge: Judge, function: OfRuntime, on: On, runtime: Any, day: str) -> None:
    assert judge(rule, function(runtime), on(day)) == []
