from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.zone_without_mount_target import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def subnet(zone: Any) -> dict[str, Any]:
    return {"Type": "AWS::EC2::Subnet", "Properties": {"AvailabilityZone": zone}}


def target(name: str, system: Any = None, **others: Any) -> dict[str, Any]:
    said = {"FileSystemId": system or {"Ref": "Files"}, "SubnetId": {"Ref": name}}
    return {"Type": "AWS::EFS::MountTarget", "Properties": said, **others}


def scene(zones: tuple[Any, Any] = ("eu-west-1a", "eu-west-1b"), **others: Any) -> dict[str, Any]:
    said = {
        "VpcConfig": {"SubnetIds": [{"Ref": "A"}, {"Ref": "B"}], "SecurityGroupIds": ["sg-1"]},
        "FileSystemConfigs": [{"Arn": {"Fn::GetAtt": ["Access", "Arn"]}}],
    }
    return {
        "A": subnet(zones[0]),
        "B": subnet(zones[1]),
        "Files": {"Type": "AWS::EFS::FileSystem"},
        "Access": {
            "Type": "AWS::EFS::AccessPoint",
            "Properties": {"FileSystemId": {"Ref": "Files"}},
        },
        "Bill": {"Type": "AWS::Lambda::Function", "Properties": said},
        "InA": target("A"),
        **others,
    }


NUMBERED = tuple({"Fn::Select": [number, {"Fn::GetAZs": ""}]} for number in (0, 1))


@pytest.mark.parametrize("zones", [("eu-west-1a", "eu-west-1b"), NUMBERED])
def test_a_zone_that_cannot_mount(judge: Judge, zones: tuple[Any, Any]) -> None:
    [finding] = judge(rule, scene(zones))

    assert finding.message == (
        "mount targets of Files must be in every zone of the function, got none in that of B"
    )
    assert finding.fix == "add an AWS::EFS::MountTarget of Files in B"
    assert finding.at == "FileSystemConfigs.0.Arn"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(InB=target("B")), id="both can"),
        pytest.param(scene(("eu-west-1a", "eu-west-1a")), id="one zone"),
        pytest.param(scene(("eu-west-1a", UNKNOWN)), id="a zone unknown"),
        pytest.param(scene(("eu-west-1a", NUMBERED[1])), id="a zone named otherwise"),
        pytest.param(scene(InB=target("B", UNKNOWN)), id="a target of a system unknown"),
        pytest.param(
            scene(InB={"Type": "AWS::EFS::MountTarget", "Properties": {"SubnetId": "subnet-1"}}),
            id="a target somewhere",
        ),
        pytest.param(
            {name: each for name, each in scene().items() if name != "InA"}, id="none here"
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []


def test_targets_of_another_system_do_not_count(judge: Judge) -> None:
    other = {"Type": "AWS::EFS::FileSystem"}

    assert len(judge(rule, scene(Other=other, InB=target("B", {"Ref": "Other"})))) == 1
