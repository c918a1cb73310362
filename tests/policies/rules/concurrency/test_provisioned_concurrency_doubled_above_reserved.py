from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.provisioned_concurrency_doubled_above_reserved import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UPDATE = {"CodeDeployLambdaAliasUpdate": {"ApplicationName": "a", "DeploymentGroupName": "g"}}


def alias(amount: Any, policy: Any = UPDATE, **attributes: Any) -> dict[str, Any]:
    properties = {
        "FunctionName": {"Ref": "Quote"},
        "FunctionVersion": {"Fn::GetAtt": ["V1", "Version"]},
        "Name": "live",
        "ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": amount},
    }
    return {
        "Type": "AWS::Lambda::Alias",
        "Properties": properties,
        "UpdatePolicy": policy,
        **attributes,
    }


def resources(reserved: Any, amount: Any, policy: Any = UPDATE, own: Any = 0) -> dict[str, Any]:
    function = {"ReservedConcurrentExecutions": reserved}
    version: dict[str, Any] = {"FunctionName": {"Ref": "Quote"}}
    other = version | {"ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": own}}
    return {
        "Quote": {"Type": "AWS::Lambda::Function", "Properties": function},
        "V1": {"Type": "AWS::Lambda::Version", "Properties": version},
        "Other": {"Type": "AWS::Lambda::Version", "Properties": other},
        "Live": alias(amount, policy),
    }


def test_a_release_needs_twice_what_its_alias_provisions(judge: Judge) -> None:
    [finding] = judge(rule, resources(19, 10))

    assert finding.message == (
        "reserved concurrency should be at least 20 while CodeDeploy shifts Live with 10 "
        "provisioned, got 19"
    )
    assert finding.fix == "set ReservedConcurrentExecutions to 20 or more, or provision less"
    assert finding.at == "ReservedConcurrentExecutions"
    assert finding.resource.logical_id == "Quote"


def test_what_else_the_function_provisions_counts(judge: Judge) -> None:
    [finding] = judge(rule, resources(20, 10, own=3))

    assert "at least 23 while" in finding.message


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(resources(20, 10), id="exactly twice"),
        pytest.param(resources(9, 10), id="too little even once, which its own rule tells"),
        pytest.param(resources(10, 10, {}), id="nothing shifts"),
        pytest.param(resources(10, 10, {"Ref": "Unknown"}), id="shifts perhaps"),
        pytest.param(resources({"Ref": "AWS::NoValue"}, 10), id="nothing reserved"),
        pytest.param(resources({"Ref": "Unknown"}, 10), id="reservation unknown"),
        pytest.param(resources(10, {"Ref": "Unknown"}), id="amount unknown"),
        pytest.param(resources(10, {"Ref": "AWS::NoValue"}), id="nothing provisioned"),
    ],
)
def test_silent(judge: Judge, found: dict[str, Any]) -> None:
    assert judge(rule, found) == []


def test_an_alias_that_is_perhaps_never_created_needs_nothing(judge: Judge) -> None:
    found = resources(5, 10)
    found["Live"]["Condition"] = "Perhaps"
    conditions = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}

    assert judge(rule, found, Conditions=conditions) == []
