from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.traffic_shift_on_latest import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UPDATE = {"CodeDeployLambdaAliasUpdate": {"ApplicationName": "a", "DeploymentGroupName": "g"}}


def alias(version: Any, policy: Any = UPDATE, **more: Any) -> dict[str, Any]:
    properties = {"FunctionName": "quote", "FunctionVersion": version, "Name": "live", **more}
    return {
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": properties, "UpdatePolicy": policy}
    }


def test_what_never_changes_is_never_shifted(judge: Judge) -> None:
    [finding] = judge(rule, alias("$LATEST"))

    assert finding.message == (
        "an alias that CodeDeploy shifts must point to a published version, got $LATEST"
    )
    assert finding.fix == (
        "publish a version (AWS::Lambda::Version) and set FunctionVersion to its Version"
    )
    assert finding.at == "FunctionVersion"


WEIGHT = {"FunctionVersion": "2", "FunctionWeight": 0.1}


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(alias("7"), id="a published version"),
        pytest.param(alias({"Ref": "Unknown"}), id="unknown"),
        pytest.param(alias("$LATEST", {}), id="nothing shifts"),
        pytest.param(alias("$LATEST", {"Ref": "Unknown"}), id="perhaps shifted"),
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
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
