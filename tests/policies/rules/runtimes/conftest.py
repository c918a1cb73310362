"""Invented runtimes: the real dates move, and what they say must not decide a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.runtimes import Lifecycle, Runtimes
from policies.template.environment import Environment

if TYPE_CHECKING:
    from collections.abc import Callable

AS_OF = "2030-01-15"
INVENTED = [
    Lifecycle("cobol1.x", AS_OF, "2030-02-01", "2030-03-01", "2030-04-01", "cobol2.x"),
    Lifecycle("cobol2.x", AS_OF, "2031-02-01", "2031-03-01", "2031-04-01"),
    Lifecycle("cobol3.x", AS_OF, is_preview=True),
    # Creation was blocked before the deprecation, as of nodejs8.10.
    Lifecycle("lisp1", AS_OF, "2030-03-06", "2030-02-04", "2030-03-06", "lisp2"),
    Lifecycle("lisp2", AS_OF),
]


@pytest.fixture(autouse=True)
def _invented_runtimes(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Runtimes(AS_OF, {each.runtime: each for each in INVENTED})
    for module in (
        "policies.template.resources.function",
        "policies.rules.runtimes.runtime_in_preview",
        "policies.rules.runtimes.runtime_unknown",
    ):
        monkeypatch.setattr(f"{module}.runtimes", lambda: known)


@pytest.fixture
def on() -> Callable[[str], Environment]:
    """Any account and region on a day."""

    def environment(day: str) -> Environment:
        return Environment(today=day)

    return environment


@pytest.fixture
def function() -> Callable[[Any], dict[str, Any]]:
    """The resources of a template with one function of a runtime."""

    def resources(runtime: Any) -> dict[str, Any]:
        properties = {} if runtime is None else {"Runtime": runtime}
        return {"Invoice": {"Type": "AWS::Lambda::Function", "Properties": properties}}

    return resources
