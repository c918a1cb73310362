from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.deployment_group_without_alias import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def group(application: Any = None) -> dict[str, Any]:
    properties = {"ApplicationName": application or {"Ref": "Releases"}}
    return {"Type": "AWS::CodeDeploy::DeploymentGroup", "Properties": properties}


def alias(named: Any) -> dict[str, Any]:
    update = {"ApplicationName": {"Ref": "Releases"}, "DeploymentGroupName": named}
    return {
        "Type": "AWS::Lambda::Alias",
        "Properties": {"FunctionName": "quote", "FunctionVersion": "3", "Name": "live"},
        "UpdatePolicy": {"CodeDeployLambdaAliasUpdate": update},
    }


def resources(**more: Any) -> dict[str, Any]:
    lambdas = {"ComputePlatform": "Lambda"}
    return {
        "Releases": {"Type": "AWS::CodeDeploy::Application", "Properties": lambdas},
        "Servers": {"Type": "AWS::CodeDeploy::Application"},
        "Live": alias({"Ref": "Group"}),
        "Group": group(),
        **more,
    }


def test_a_group_that_no_alias_names_is_left_over(judge: Judge) -> None:
    [finding] = judge(rule, resources(Second=group()))

    assert finding.message == (
        "a deployment group must be in the UpdatePolicy of an alias, got none that names it "
        "beside others that are named"
    )
    assert finding.fix == "name it as DeploymentGroupName of the alias it is for, or drop it"
    assert finding.resource.logical_id == "Second"


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(resources(), id="the only one"),
        pytest.param(resources(Second=group(), Beta=alias({"Ref": "Second"})), id="named as well"),
        pytest.param(resources(Second=group(), Beta=alias({"Ref": "Unknown"})), id="perhaps named"),
        pytest.param(
            resources(Second=group(), Beta=alias({"Ref": "Second"}) | {"Condition": "Never"}),
            id="of an alias that is left out",
        ),
        pytest.param(resources(Second=group({"Ref": "Servers"})), id="a group of servers"),
        pytest.param(
            resources(Live={"Type": "AWS::SQS::Queue"}), id="all of them left to a pipeline"
        ),
    ],
)
def test_silent(judge: Judge, found: dict[str, Any]) -> None:
    assert judge(rule, found, Conditions={"Never": {"Fn::Equals": ["a", "b"]}}) == []
