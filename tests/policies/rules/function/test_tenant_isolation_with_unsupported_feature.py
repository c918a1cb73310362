from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.tenant_isolation_with_unsupported_feature import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

ISOLATED: dict[str, Any] = {"TenancyConfig": {"TenantIsolationMode": "PER_TENANT"}}
OF_BILLING = {"Ref": "Billing"}
VERSION = {"Fn::GetAtt": ["BillingVersion", "Version"]}


def of_type(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Type": f"AWS::Lambda::{kind}", "Properties": properties}


def billing(isolation: dict[str, Any] = ISOLATED, **resources: Any) -> dict[str, Any]:
    version = of_type("Version", FunctionName=OF_BILLING)
    return {"Billing": of_type("Function", **isolation), "BillingVersion": version, **resources}


def url(function: Any = OF_BILLING) -> dict[str, Any]:
    return of_type("Url", TargetFunctionArn=function, AuthType="AWS_IAM")


def alias(**properties: Any) -> dict[str, Any]:
    return of_type(
        "Alias", FunctionName=OF_BILLING, FunctionVersion=VERSION, Name="live", **properties
    )


MAPPING = of_type("EventSourceMapping", FunctionName=OF_BILLING)
PROVISIONED = alias(ProvisionedConcurrencyConfig={"ProvisionedConcurrentExecutions": 5})
SNAPSTART = {"SnapStart": {"ApplyOn": "PublishedVersions"}}


def test_a_url_names_no_tenant(judge: Judge) -> None:
    [finding] = judge(rule, billing(Url=url()))

    assert finding.message == (
        "function that isolates tenants must not have a function URL, got it on Billing"
    )
    assert finding.fix == (
        "drop it, or drop TenancyConfig from Billing, which replaces the function"
    )
    assert finding.at == "TargetFunctionArn"
    assert finding.resource.logical_id == "Url"


@pytest.mark.parametrize(
    ("resources", "feature", "at"),
    [
        pytest.param(
            billing(Orders=MAPPING), "an event source mapping", "FunctionName", id="a mapping"
        ),
        pytest.param(
            billing(Live=PROVISIONED),
            "provisioned concurrency",
            "ProvisionedConcurrencyConfig",
            id="provisioned concurrency",
        ),
        pytest.param(
            billing({**ISOLATED, **SNAPSTART}), "SnapStart", "SnapStart.ApplyOn", id="SnapStart"
        ),
        pytest.param(
            billing(Live=alias(), Url=url({"Ref": "Live"})),
            "a function URL",
            "TargetFunctionArn",
            id="a URL of an alias",
        ),
    ],
)
def test_what_knows_no_tenant_is_found(
    judge: Judge, resources: dict[str, Any], feature: str, at: str
) -> None:
    [finding] = judge(rule, resources)

    assert f"must not have {feature}, got it on Billing" in finding.message
    assert finding.at == at


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(
            billing(SNAPSTART, Url=url(), Orders=MAPPING, Live=PROVISIONED), id="no isolation"
        ),
        pytest.param(billing(), id="isolation alone"),
        pytest.param(billing(Live=alias()), id="an alias that provisions nothing"),
        pytest.param(billing({"TenancyConfig": {"Ref": "Unknown"}}, Url=url()), id="unknown"),
        pytest.param(billing(Url=url({"Ref": "Unknown"})), id="a URL of a function nobody knows"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
