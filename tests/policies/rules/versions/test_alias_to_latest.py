from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.alias_to_latest import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UPDATE = {"CodeDeployLambdaAliasUpdate": {"ApplicationName": "a", "DeploymentGroupName": "g"}}


def alias(version: Any, policy: Any = None, **more: Any) -> dict[str, Any]:
    properties = {
        "FunctionName": {"Ref": "Quote"},
        "FunctionVersion": version,
        "Name": "live",
        **more,
    }
    live = {"Type": "AWS::Lambda::Alias", "Properties": properties, "UpdatePolicy": policy or {}}
    return {"Quote": {"Type": "AWS::Lambda::Function"}, "Live": live}


def test_latest_is_no_release(judge: Judge) -> None:
    [finding] = judge(rule, alias("$LATEST"))

    assert finding.message == "alias should point to a published version, got $LATEST"
    assert finding.fix == (
        "publish a version (AWS::Lambda::Version) and set FunctionVersion to its Version"
    )
    assert finding.at == "FunctionVersion"


WEIGHT = {"FunctionVersion": "2", "FunctionWeight": 0.1}
SCALED = {
    "Type": "AWS::ApplicationAutoScaling::ScalableTarget",
    "Properties": {
        "ScalableDimension": "lambda:function:ProvisionedConcurrency",
        "ResourceId": {"Fn::Sub": "function:${Quote}:live"},
    },
}


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(alias("7"), id="a number"),
        pytest.param(alias({"Ref": "Unknown"}), id="unknown"),
        pytest.param(alias("$LATEST.PUBLISHED"), id="the latest published, of managed instances"),
        pytest.param(alias("$LATEST", UPDATE), id="shifted, which its own rule tells"),
        pytest.param(
            alias("$LATEST", RoutingConfig={"AdditionalVersionWeights": [WEIGHT]}),
            id="weighted, which its own rule tells",
        ),
        pytest.param(
            alias(
                "$LATEST",
                ProvisionedConcurrencyConfig={"ProvisionedConcurrentExecutions": 5},
            ),
            id="provisioned, which its own rule tells",
        ),
        pytest.param(alias("$LATEST") | {"S": SCALED}, id="scaled, which its own rule tells"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
