from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.concurrency import ConcurrencyQuota
from policies.rules.concurrency.provisioned_concurrency_doubled_above_pool import check as rule
from policies.template.environment import Environment

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
NOTHING = {"Ref": "AWS::NoValue"}


def function(reserved: Any = NOTHING, **attributes: Any) -> dict[str, Any]:
    properties = {"ReservedConcurrentExecutions": reserved}
    return {"Type": "AWS::Lambda::Function", "Properties": properties, **attributes}


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


def resources(amount: Any, reserved: Any = NOTHING, **attributes: Any) -> dict[str, Any]:
    return {
        "Ingest": function(100),
        "Quote": function(reserved),
        "V1": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Quote"}}},
        "Live": alias(amount, **attributes),
    }


def test_a_release_needs_twice_what_is_provisioned(judge: Judge) -> None:
    [finding] = judge(rule, resources(401))

    assert finding.message == (
        "unreserved concurrency should be at least 100 of 1000 while CodeDeploy shifts traffic, "
        "got 98: 501 reserved or provisioned and 401 once more for new versions"
    )
    assert finding.fix == (
        "provision 2 less (most have Live 401), or set the account's quota in Keel's "
        "configuration: concurrency, unreserved-floor"
    )
    assert finding.at == "ProvisionedConcurrencyConfig"
    assert finding.resource.logical_id == "Live"


def test_the_quota_of_the_account_is_what_counts(judge: Judge) -> None:
    large = Environment("123456789012", "eu-west-1", ConcurrencyQuota(pool=3000))
    small = Environment("123456789012", "eu-west-1", ConcurrencyQuota(pool=900))

    assert judge(rule, resources(401), large) == []
    assert judge(rule, resources(351), small)[0].message.endswith("in 123456789012/eu-west-1")


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(resources(400), id="exactly the floor is left"),
        pytest.param(resources(401, policy={}), id="nothing shifts"),
        pytest.param(resources(401, policy={"Ref": "Unknown"}), id="shifts perhaps"),
        pytest.param(resources(401, reserved=401), id="within a reservation, another rule's"),
        pytest.param(resources({"Ref": "Unknown"}), id="amount unknown"),
        pytest.param(resources(401, Condition="Perhaps"), id="perhaps never created"),
        pytest.param(resources(801), id="too much even once, which its own rule tells"),
    ],
)
def test_silent(judge: Judge, found: dict[str, Any]) -> None:
    assert judge(rule, found, Conditions=CONDITIONS) == []
