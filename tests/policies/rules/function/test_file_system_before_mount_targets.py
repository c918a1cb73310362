from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.file_system_before_mount_targets import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def efs(kind: str, file_system: Any = None, **attributes: Any) -> dict[str, Any]:
    properties = {"FileSystemId": file_system or {"Ref": "Files"}}
    return {"Type": f"AWS::EFS::{kind}", "Properties": properties, **attributes}


FILES = {
    "Files": {"Type": "AWS::EFS::FileSystem"},
    "Models": efs("AccessPoint"),
    "TargetA": efs("MountTarget"),
    "TargetB": efs("MountTarget", {"Fn::GetAtt": ["Files", "FileSystemId"]}),
}


def billing(arn: Any = None, **attributes: Any) -> dict[str, Any]:
    mount = {"Arn": arn or {"Fn::GetAtt": ["Models", "Arn"]}, "LocalMountPath": "/mnt/models"}
    properties = {"FileSystemConfigs": [mount], **attributes.pop("properties", {})}
    return {"Type": "AWS::Lambda::Function", "Properties": properties, **attributes}


def test_mount_targets_are_made_at_the_same_time(judge: Judge) -> None:
    [finding] = judge(rule, {**FILES, "Billing": billing()})

    assert finding.message == (
        "mount targets of Files must exist before the function, got no dependency on TargetA or "
        "TargetB"
    )
    assert finding.fix == "add DependsOn: [TargetA, TargetB]"
    assert finding.at == "FileSystemConfigs.0.Arn"
    assert finding.resource.logical_id == "Billing"


@pytest.mark.parametrize(
    "function",
    [
        pytest.param(billing(DependsOn=["TargetA", "TargetB"]), id="both awaited"),
        pytest.param(billing(DependsOn="TargetA"), id="the one in its own zone awaited"),
        pytest.param(
            billing(properties={"Description": {"Fn::Sub": "${TargetA.IpAddress}"}}),
            id="awaited by what it refers to",
        ),
        pytest.param(billing({"Ref": "Unknown"}), id="an access point nobody knows"),
        pytest.param(billing("arn:aws:elasticfilesystem:::fsap-1"), id="one made elsewhere"),
        pytest.param({"Type": "AWS::Lambda::Function"}, id="no file system"),
    ],
)
def test_silent(judge: Judge, function: dict[str, Any]) -> None:
    assert judge(rule, {**FILES, "Billing": function}) == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"TargetA": None, "TargetB": None}, id="no mount targets"),
        pytest.param({"Models": efs("AccessPoint", "fs-1")}, id="a file system made elsewhere"),
        pytest.param(
            {"TargetA": efs("MountTarget", "fs-1"), "TargetB": None}, id="of another file system"
        ),
        pytest.param(
            {"TargetA": efs("MountTarget", Condition="Perhaps"), "TargetB": None},
            id="perhaps never created",
        ),
    ],
)
def test_without_mount_targets_there_is_no_order(judge: Judge, change: dict[str, Any]) -> None:
    resources = {**FILES, "Billing": billing(), **change}
    present = {name: resource for name, resource in resources.items() if resource}

    assert judge(rule, present, Conditions=CONDITIONS) == []
