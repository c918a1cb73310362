from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.snapstart_without_version import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

BILLING: dict[str, Any] = {
    "Type": "AWS::Lambda::Function",
    "Properties": {"Runtime": "java21", "SnapStart": {"ApplyOn": "PublishedVersions"}},
}

VERSION: dict[str, Any] = {
    "Type": "AWS::Lambda::Version",
    "Properties": {"FunctionName": {"Ref": "Billing"}},
}

CAPACITY: dict[str, Any] = {
    "LambdaManagedInstancesCapacityProviderConfig": {"CapacityProviderArn": "arn"}
}


def test_a_snapshot_is_taken_of_a_version(judge: Judge) -> None:
    [finding] = judge(rule, {"Billing": BILLING})

    assert finding.message == "function with SnapStart must have a published version, got none"
    assert (
        finding.fix
        == "publish one (AWS::Lambda::Version) and call it through an alias, or drop SnapStart"
    )
    assert finding.at == "SnapStart.ApplyOn"


@pytest.mark.parametrize(
    ("resources", "message"),
    [
        pytest.param(
            {
                "Billing": BILLING,
                "Other": {"Type": "AWS::Lambda::Function", "Properties": {}},
                "Other1": {
                    "Type": "AWS::Lambda::Version",
                    "Properties": {"FunctionName": {"Ref": "Other"}},
                },
            },
            ("function with SnapStart must have a published version, got none"),
            id="versions of others do not help",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {
                        "PackageType": "Image",
                        "SnapStart": {"ApplyOn": "PublishedVersions"},
                    },
                }
            },
            ("function with SnapStart must have a published version, got none"),
            id="an image",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, resources: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, resources)] == [message]


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param({"Billing": BILLING, "Live1": VERSION}, id="a version"),
        pytest.param(
            {
                "Billing": BILLING,
                "Live": {
                    "Type": "AWS::Lambda::Alias",
                    "Properties": {
                        "FunctionName": {"Ref": "Billing"},
                        "FunctionVersion": "7",
                        "Name": "live",
                        "ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": 5},
                    },
                },
            },
            id="an alias of a version published before",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"SnapStart": {"ApplyOn": "None"}},
                }
            },
            id="turned off",
        ),
        pytest.param({"Billing": {"Type": "AWS::Lambda::Function", "Properties": {}}}, id="absent"),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"SnapStart": {"Ref": "Unknown"}},
                }
            },
            id="known at deployment only",
        ),
        pytest.param(
            {
                "Billing": BILLING,
                "Other1": {
                    "Type": "AWS::Lambda::Version",
                    "Properties": {"FunctionName": {"Ref": "Unknown"}},
                },
            },
            id="a version of a function nobody knows",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {
                        "Runtime": "nodejs24.x",
                        "SnapStart": {"ApplyOn": "PublishedVersions"},
                    },
                }
            },
            id="a runtime without SnapStart, which another rule tells",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {
                        "Runtime": "java21",
                        "SnapStart": {"ApplyOn": "PublishedVersions"},
                        "CapacityProviderConfig": CAPACITY,
                    },
                }
            },
            id="a capacity provider, which publishes by itself",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
