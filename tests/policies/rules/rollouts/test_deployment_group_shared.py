from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.deployment_group_shared import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


def second(**update: Any) -> dict[str, Any]:
    properties = {"FunctionName": "ship", "FunctionVersion": "4", "Name": "live"}
    through = {"ApplicationName": {"Ref": "Releases"}, **update}
    return {
        "LiveShip": {
            "Type": "AWS::Lambda::Alias",
            "Properties": properties,
            "UpdatePolicy": {"CodeDeployLambdaAliasUpdate": through},
        }
    }


def test_two_aliases_of_one_group_are_found(judge: Judge, release: Release) -> None:
    more = second(DeploymentGroupName={"Ref": "Shift"})
    [finding] = judge(rule, release(more=more))

    assert finding.message == "deployment group must shift 1 alias, got 2: Live, LiveShip"
    assert finding.fix == "make a deployment group for each alias"
    assert finding.resource.logical_id == "Shift"


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({}, id="one"),
        pytest.param(second(DeploymentGroupName="another"), id="of another group"),
        pytest.param(second(DeploymentGroupName={"Ref": "Unknown"}), id="group unknown"),
    ],
)
def test_silent(judge: Judge, release: Release, more: dict[str, Any]) -> None:
    assert judge(rule, release(more=more)) == []


def test_an_alias_that_may_not_be_created_does_not_count(judge: Judge, release: Release) -> None:
    more = second(DeploymentGroupName={"Ref": "Shift"})
    more["LiveShip"]["Condition"] = "Perhaps"
    conditions = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}

    assert judge(rule, release(more=more), Conditions=conditions) == []
