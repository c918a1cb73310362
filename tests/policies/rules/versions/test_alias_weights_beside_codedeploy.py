from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.alias_weights_beside_codedeploy import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UPDATE = {"CodeDeployLambdaAliasUpdate": {"ApplicationName": "a", "DeploymentGroupName": "g"}}

QUOTE = {"FunctionName": {"Ref": "Quote"}}
V1 = {"Fn::GetAtt": ["V1", "Version"]}
V2 = {"Fn::GetAtt": ["V2", "Version"]}


def resources(version: Any, *weights: Any, **attributes: Any) -> dict[str, Any]:
    properties = {
        **QUOTE,
        "FunctionVersion": version,
        "Name": "live",
        "RoutingConfig": {"AdditionalVersionWeights": list(weights)},
    }
    return {
        "Quote": {"Type": "AWS::Lambda::Function"},
        "V1": {"Type": "AWS::Lambda::Version", "Properties": QUOTE},
        "V2": {"Type": "AWS::Lambda::Version", "Properties": QUOTE},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": properties, **attributes},
    }


def weight(version: Any, share: Any = 0.1) -> dict[str, Any]:
    return {"FunctionVersion": version, "FunctionWeight": share}


def test_codedeploy_starts_from_one_version(judge: Judge) -> None:
    [finding] = judge(rule, resources(V1, weight(V2), UpdatePolicy=UPDATE))

    assert finding.message == (
        "an alias that CodeDeploy shifts must have no weights of its own, got 1"
    )
    assert finding.fix == (
        "drop RoutingConfig, or the CodeDeployLambdaAliasUpdate of its UpdatePolicy"
    )
    assert finding.at == "RoutingConfig"


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(resources(V1, UpdatePolicy=UPDATE), id="no weights"),
        pytest.param(resources(V1, {"Ref": "Unknown"}, UpdatePolicy=UPDATE), id="perhaps weights"),
        pytest.param(resources(V1, weight(V2)), id="no CodeDeploy"),
        pytest.param(
            resources(V1, weight(V2), UpdatePolicy={"Ref": "Unknown"}), id="perhaps CodeDeploy"
        ),
    ],
)
def test_silent(judge: Judge, found: dict[str, Any]) -> None:
    assert judge(rule, found) == []
