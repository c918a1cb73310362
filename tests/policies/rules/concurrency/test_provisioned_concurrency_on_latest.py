from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.provisioned_concurrency_on_latest import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def alias(function_version: Any, **properties: Any) -> dict[str, Any]:
    properties |= {
        "FunctionName": {"Ref": "Quote"},
        "FunctionVersion": function_version,
        "Name": "live",
    }
    return {
        "Quote": {"Type": "AWS::Lambda::Function"},
        "V1": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Quote"}}},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": properties},
    }


def provisioned(amount: Any) -> dict[str, Any]:
    return {"ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": amount}}


def test_latest_has_nothing_to_keep_ready(judge: Judge) -> None:
    [finding] = judge(rule, alias("$LATEST", **provisioned(5)))

    assert finding.message == (
        "provisioned concurrency must be on a published version, got 5 on $LATEST"
    )
    assert finding.fix == (
        "publish a version (AWS::Lambda::Version) and set FunctionVersion to its Version"
    )
    assert finding.at == "FunctionVersion"
    assert finding.resource.logical_id == "Live"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(alias("$LATEST"), id="nothing provisioned"),
        pytest.param(alias("7", **provisioned(5)), id="a number"),
        pytest.param(alias(7, **provisioned(5)), id="a number without quotes"),
        pytest.param(
            alias({"Fn::GetAtt": ["V1", "Version"]}, **provisioned(5)), id="a published version"
        ),
        pytest.param(alias({"Ref": "Unknown"}, **provisioned(5)), id="version unknown"),
        pytest.param(alias("$LATEST", **provisioned({"Ref": "Unknown"})), id="amount unknown"),
        pytest.param(alias({"Ref": "AWS::NoValue"}, **provisioned(5)), id="no version"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
