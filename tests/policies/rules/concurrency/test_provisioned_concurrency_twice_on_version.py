from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.provisioned_concurrency_twice_on_version import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
QUOTE = {"FunctionName": {"Ref": "Quote"}}
V1 = {"Fn::GetAtt": ["V1", "Version"]}


def provisioned(amount: Any) -> dict[str, Any]:
    return {"ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": amount}}


def alias(name: str, version: Any, amount: Any = 5, **attributes: Any) -> dict[str, Any]:
    properties = {**QUOTE, "FunctionVersion": version, "Name": name, **provisioned(amount)}
    return {"Type": "AWS::Lambda::Alias", "Properties": properties, **attributes}


def resources(own: Any = None, **more: Any) -> dict[str, Any]:
    config = {} if own is None else provisioned(own)
    return {
        "Quote": {"Type": "AWS::Lambda::Function"},
        "V1": {"Type": "AWS::Lambda::Version", "Properties": {**QUOTE, **config}},
        "V2": {"Type": "AWS::Lambda::Version", "Properties": QUOTE},
        **more,
    }


def test_two_aliases_cannot_provision_for_one_version(judge: Judge) -> None:
    [finding] = judge(rule, resources(Beta=alias("BETA", V1, 1), Prod=alias("PROD", V1, 20)))

    assert finding.message == (
        "a version must have at most 1 provisioned concurrency, got 2 on V1: Beta, Prod"
    )
    assert finding.fix == ("provision on Beta or on Prod, or point them to versions of their own")
    assert finding.at == "ProvisionedConcurrencyConfig"
    assert finding.resource.logical_id == "Prod"


def test_a_version_and_its_alias_cannot_both(judge: Judge) -> None:
    [finding] = judge(rule, resources(own=3, Live=alias("live", V1)))

    assert finding.message.endswith("got 2 on V1: V1, Live")


def test_a_version_may_be_meant_by_its_number(judge: Judge) -> None:
    [finding] = judge(rule, resources(Beta=alias("BETA", "7"), Prod=alias("PROD", 7)))

    assert finding.message.endswith("got 2 on version 7: Beta, Prod")


def test_what_scaling_keeps_at_least_is_provisioned_too(judge: Judge) -> None:
    properties = {
        "ScalableDimension": "lambda:function:ProvisionedConcurrency",
        "ResourceId": {"Fn::Sub": "function:${Quote}:BETA"},
        "MinCapacity": 1,
        "MaxCapacity": 5,
    }
    scaled = {"Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties": properties}
    beta = alias("BETA", V1, {"Ref": "AWS::NoValue"})

    assert len(judge(rule, resources(Beta=beta, Scaled=scaled, Prod=alias("PROD", V1)))) == 1


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(alias("BETA", {"Fn::GetAtt": ["V2", "Version"]}), id="on another version"),
        pytest.param(alias("BETA", V1, {"Ref": "AWS::NoValue"}), id="provisions nothing"),
        pytest.param(alias("BETA", V1, {"Ref": "Unknown"}), id="amount unknown"),
        pytest.param(alias("BETA", {"Ref": "Unknown"}), id="version unknown"),
        pytest.param(alias("BETA", V1, 0), id="0, which its own rule tells"),
        pytest.param(alias("BETA", V1, Condition="Perhaps"), id="perhaps never created"),
        pytest.param({"Type": "AWS::SQS::Queue"}, id="no alias"),
    ],
)
def test_silent(judge: Judge, second: dict[str, Any]) -> None:
    found = judge(rule, resources(Live=alias("live", V1), Beta=second), Conditions=CONDITIONS)

    assert found == []


def test_latest_is_another_rules(judge: Judge) -> None:
    latest = {"Beta": alias("BETA", "$LATEST"), "Prod": alias("PROD", "$LATEST")}

    assert judge(rule, resources(**latest)) == []
