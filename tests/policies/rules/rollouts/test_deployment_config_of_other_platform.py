from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.deployment_config_of_other_platform import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


@pytest.mark.parametrize("name", ["CodeDeployDefault.ECSAllAtOnce", "CodeDeployDefault.OneAtATime"])
def test_a_configuration_for_something_else_is_found(
    judge: Judge, release: Release, name: str
) -> None:
    [finding] = judge(rule, release(name))

    assert finding.message == f"deployment configuration must be one for Lambda, got {name}"
    assert finding.fix == (
        "name one that starts with CodeDeployDefault.Lambda, or make one with ComputePlatform: "
        "Lambda"
    )
    assert finding.at == "DeploymentConfigName"


@pytest.mark.parametrize(
    ("properties", "platform"),
    [({}, "Server, the default"), ({"ComputePlatform": "ECS"}, "ECS")],
)
def test_a_custom_configuration_has_a_platform(
    judge: Judge, release: Release, properties: dict[str, str], platform: str
) -> None:
    own = {"Type": "AWS::CodeDeploy::DeploymentConfig", "Properties": properties}
    [finding] = judge(rule, release({"Ref": "Own"}, more={"Own": own}))

    assert finding.message.endswith(f"got Own (ComputePlatform {platform})")


def test_an_alias_tells_the_platform(judge: Judge, release: Release) -> None:
    resources = release("CodeDeployDefault.OneAtATime", group={"ApplicationName": "elsewhere"})

    assert len(judge(rule, resources)) == 1


@pytest.mark.parametrize(
    "group",
    [
        pytest.param({}, id="Lambda's"),
        pytest.param(
            {"DeploymentConfigName": "CodeDeployDefault.LambdaUnknown"},
            id="deployment-config-unknown says it",
        ),
        pytest.param({"DeploymentConfigName": "own"}, id="somebody's own"),
        pytest.param({"DeploymentConfigName": {"Ref": "Unknown"}}, id="unknown"),
        pytest.param({"DeploymentConfigName": None}, id="absent"),
    ],
)
def test_silent(judge: Judge, release: Release, group: dict[str, Any]) -> None:
    assert judge(rule, release(group=group)) == []


@pytest.mark.parametrize("platform", ["Lambda", {"Ref": "Unknown"}])
def test_silent_about_a_custom_configuration(judge: Judge, release: Release, platform: Any) -> None:
    own = {
        "Type": "AWS::CodeDeploy::DeploymentConfig",
        "Properties": {"ComputePlatform": platform},
    }

    assert judge(rule, release({"Ref": "Own"}, more={"Own": own})) == []


def test_a_wrong_application_is_the_other_rules(judge: Judge, release: Release) -> None:
    resources = release("CodeDeployDefault.OneAtATime")
    resources["Releases"]["Properties"] = {}

    assert judge(rule, resources) == []
