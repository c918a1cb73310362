from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollout_all_at_once_beside_shifts import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release

AT_ONCE = "CodeDeployDefault.LambdaAllAtOnce"


def another(name: str, resources: dict[str, Any]) -> dict[str, Any]:
    """The same release of another function."""
    renamed = {"Bill": name, "V1": f"{name}V1", "Live": f"{name}Live", "Shift": f"{name}Shift"}

    def moved(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: moved(each) for key, each in value.items()}
        if isinstance(value, list):
            return [moved(each) for each in value]
        return renamed.get(value, value)

    return {renamed[key]: moved(each) for key, each in resources.items() if key in renamed}


def stack(release: Release, *configs: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, config in enumerate(configs):
        found |= another(f"F{number}", release(config))
    return found


SHIFT = "CodeDeployDefault.LambdaCanary10Percent5Minutes"


def test_the_one_that_does_not_shift_is_found(judge: Judge, release: Release) -> None:
    [finding] = judge(rule, stack(release, SHIFT, SHIFT, AT_ONCE))

    assert finding.message == (
        "rollout must shift its traffic as those of 2 functions here do, got all at once"
    )
    assert finding.fix == (
        "set DeploymentConfigName to a canary or a linear rollout, with an alarm"
    )
    assert finding.at == "DeploymentConfigName"
    assert finding.resource.logical_id == "F2Shift"


@pytest.mark.parametrize(
    "configs",
    [
        pytest.param((AT_ONCE,), id="alone"),
        pytest.param((SHIFT, SHIFT), id="all shift"),
        pytest.param((SHIFT, AT_ONCE), id="half of them"),
        pytest.param((AT_ONCE, AT_ONCE, SHIFT), id="most are at once"),
    ],
)
def test_silent(judge: Judge, release: Release, configs: tuple[str, ...]) -> None:
    assert judge(rule, stack(release, *configs)) == []


def test_a_hook_guards_what_is_released_at_once(judge: Judge, release: Release) -> None:
    resources = stack(release, SHIFT, SHIFT, AT_ONCE)
    through = resources["F2Live"]["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]
    through["BeforeAllowTrafficHook"] = {"Ref": "F0"}

    assert judge(rule, resources) == []


def test_another_alias_of_the_function_may_shift(judge: Judge, release: Release) -> None:
    resources = stack(release, SHIFT, SHIFT, AT_ONCE)
    resources["F2Live"]["Properties"]["FunctionName"] = {"Ref": "F1"}

    assert judge(rule, resources) == []
