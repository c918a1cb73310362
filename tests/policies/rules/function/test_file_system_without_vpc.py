from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.file_system_without_vpc import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
MODELS: dict[str, Any] = {
    "Arn": "arn:aws:elasticfilesystem:::access-point/fsap-1",
    "LocalMountPath": "/mnt/models",
}
SYSTEMS = [MODELS]
SUBNETS: dict[str, Any] = {"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}
CAPACITY: dict[str, Any] = {
    "LambdaManagedInstancesCapacityProviderConfig": {"CapacityProviderArn": "arn"}
}


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_file_system_is_mounted_in_a_vpc(judge: Judge) -> None:
    [finding] = judge(rule, function(FileSystemConfigs=SYSTEMS), Conditions=CONDITIONS)

    assert finding.message == "function with a file system must be in a VPC, got no subnets"
    assert (
        finding.fix
        == "set VpcConfig with subnets in the zones of its mount targets and a security group"
    )
    assert finding.at == "FileSystemConfigs"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"FileSystemConfigs": SYSTEMS, "VpcConfig": {"SubnetIds": [], "SecurityGroupIds": []}},
            ("function with a file system must be in a VPC, got no subnets"),
            id="no subnets",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [
        finding.message for finding in judge(rule, function(**properties), Conditions=CONDITIONS)
    ] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"FileSystemConfigs": SYSTEMS, "VpcConfig": SUBNETS}, id="in a VPC"),
        pytest.param({}, id="no file system"),
        pytest.param({"FileSystemConfigs": []}, id="an empty list"),
        pytest.param(
            {"FileSystemConfigs": SYSTEMS, "VpcConfig": {"Ref": "Unknown"}},
            id="a VPC known at deployment only",
        ),
        pytest.param(
            {"FileSystemConfigs": SYSTEMS, "VpcConfig": {"SubnetIds": {"Ref": "Unknown"}}},
            id="subnets known at deployment only",
        ),
        pytest.param(
            {
                "FileSystemConfigs": SYSTEMS,
                "VpcConfig": {"Fn::If": ["Perhaps", SUBNETS, {"Ref": "AWS::NoValue"}]},
            },
            id="a VPC that may be left out",
        ),
        pytest.param(
            {"FileSystemConfigs": [{"Fn::If": ["Perhaps", MODELS, {"Ref": "AWS::NoValue"}]}]},
            id="a file system that may be left out",
        ),
        pytest.param(
            {"FileSystemConfigs": SYSTEMS, "CapacityProviderConfig": CAPACITY},
            id="a capacity provider, whose instances are in a VPC",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties), Conditions=CONDITIONS) == []
