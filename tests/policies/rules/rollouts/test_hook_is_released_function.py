from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.hook_is_released_function import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


@pytest.mark.parametrize(
    ("name", "kind"),
    [("BeforeAllowTrafficHook", "before-traffic"), ("AfterAllowTrafficHook", "after-traffic")],
)
def test_a_function_that_is_its_own_hook_is_found(
    judge: Judge, release: Release, name: str, kind: str
) -> None:
    [finding] = judge(rule, release(update={name: {"Ref": "Bill"}}))

    assert finding.message == (f"{kind} hook must be a function of its own, got the released Bill")
    assert finding.fix == (
        f"name a function in {name} that tries the new version and reports the result"
    )
    assert finding.resource.logical_id == "Live"


@pytest.mark.parametrize("hook", [None, {"Ref": "Smoke"}, {"Ref": "Unknown"}, "elsewhere"])
def test_silent(judge: Judge, release: Release, hook: Any) -> None:
    more = {"Smoke": {"Type": "AWS::Lambda::Function"}}

    assert judge(rule, release(update={"BeforeAllowTrafficHook": hook}, more=more)) == []
