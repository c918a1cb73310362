from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.file_system_without_access_point import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(arn: Any) -> dict[str, Any]:
    said = {"FileSystemConfigs": [{"Arn": arn, "LocalMountPath": "/mnt/files"}]}
    return {
        "Files": {"Type": "AWS::EFS::FileSystem"},
        "Access": {
            "Type": "AWS::EFS::AccessPoint",
            "Properties": {"FileSystemId": {"Ref": "Files"}},
        },
        "Bill": {"Type": "AWS::Lambda::Function", "Properties": said},
    }


@pytest.mark.parametrize(
    ("arn", "seen"),
    [
        ({"Fn::GetAtt": ["Files", "Arn"]}, "Files"),
        (
            {"Fn::Sub": "arn:aws:elasticfilesystem:${AWS::Region}:1:file-system/${Files}"},
            "a file system",
        ),
    ],
)
def test_a_file_system_is_no_access_point(judge: Judge, arn: Any, seen: str) -> None:
    [finding] = judge(rule, scene(arn))

    assert finding.message == (
        f"file system must be given by the ARN of an access point, got that of {seen}"
    )
    assert finding.fix == "set Arn to that of an AWS::EFS::AccessPoint of the file system"
    assert finding.at == "FileSystemConfigs.0.Arn"


@pytest.mark.parametrize(
    "arn",
    [
        pytest.param({"Fn::GetAtt": ["Access", "Arn"]}, id="an access point"),
        pytest.param({"Ref": "Files"}, id="an id, as another rule tells"),
        pytest.param(
            "arn:aws:elasticfilesystem:eu-west-1:123456789012:access-point/fsap-0123456789abcdef0",
            id="its ARN",
        ),
        pytest.param(UNKNOWN, id="unknown"),
    ],
)
def test_silent(judge: Judge, arn: Any) -> None:
    assert judge(rule, scene(arn)) == []
