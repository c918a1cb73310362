from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.deployment_config_unknown import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


@pytest.mark.parametrize(
    "name",
    [
        "CodeDeployDefault.LambdaCanary20Percent5Minutes",
        "CodeDeployDefault.LambdaLinear10PercentEvery1Minutes",
        "CodeDeployDefault.LambdaAllatOnce",
    ],
)
def test_a_name_that_codedeploy_does_not_have_is_found(
    judge: Judge, release: Release, name: str
) -> None:
    [finding] = judge(rule, release(name))

    assert finding.message == (
        "deployment configuration must be CodeDeployDefault.Lambda and one of AllAtOnce, "
        "Canary10Percent10Minutes, Canary10Percent15Minutes, Canary10Percent30Minutes, "
        "Canary10Percent5Minutes, Linear10PercentEvery10Minutes, Linear10PercentEvery1Minute, "
        f"Linear10PercentEvery2Minutes, Linear10PercentEvery3Minutes, got {name}"
    )
    assert finding.fix == (
        "name one of these, or make an AWS::CodeDeploy::DeploymentConfig with these steps"
    )
    assert finding.at == "DeploymentConfigName"


def test_the_name_that_sam_gives_is_not_whole(judge: Judge, release: Release) -> None:
    [finding] = judge(rule, release(group={"DeploymentConfigName": "Canary10Percent5Minutes"}))

    assert finding.message == (
        "deployment configuration must be named in full, got Canary10Percent5Minutes, as SAM calls "
        "it"
    )
    assert finding.fix == (
        "set DeploymentConfigName to CodeDeployDefault.LambdaCanary10Percent5Minutes"
    )


@pytest.mark.parametrize(
    "group",
    [
        pytest.param({}, id="known"),
        pytest.param(
            {"DeploymentConfigName": "LambdaCanary20Percent5Minutes"}, id="somebody's own"
        ),
        pytest.param({"DeploymentConfigName": "CodeDeployDefault.OneAtATime"}, id="of servers"),
        pytest.param({"DeploymentConfigName": {"Ref": "Unknown"}}, id="unknown"),
        pytest.param(
            {"DeploymentConfigName": {"Fn::Sub": "CodeDeployDefault.Lambda${Unknown}"}},
            id="partly known",
        ),
        pytest.param({"DeploymentConfigName": None}, id="absent"),
    ],
)
def test_silent(judge: Judge, release: Release, group: dict[str, Any]) -> None:
    assert judge(rule, release(group=group)) == []
