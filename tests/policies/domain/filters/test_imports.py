"""What importing the filters costs: only what is used is imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from policies.domain import filters

PACKAGE = "policies.domain.filters."


def imported_by(statement: str) -> set[str]:
    """The modules of the package that a fresh interpreter has after the statement."""
    script = f"{statement}\nimport sys\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name.removeprefix(PACKAGE) for name in run.stdout.split() if name.startswith(PACKAGE)}


@pytest.mark.parametrize("name", filters.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(filters, name) is not None


def test_a_name_that_is_none_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match=r"^module policies\.domain\.filters has no nothing$"):
        _ = filters.nothing


def test_the_package_alone_imports_nothing() -> None:
    assert imported_by("import policies.domain.filters") == set()


def test_analysis_needs_no_matcher() -> None:
    modules = imported_by("from policies.domain.filters import analyse, lambda_profile")

    assert {"matcher", "records", "builder"} & modules == set()
    assert "grammar" in modules


def test_matching_needs_no_analysis() -> None:
    modules = imported_by("from policies.domain.filters import record_passes")

    assert {"analysis", "builder", "arrays", "search"} & modules == set()
    assert "matcher" in modules
