from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.mount_path_malformed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_file_system_is_mounted_below_mnt(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(
            FileSystemConfigs=[
                {
                    "Arn": "arn:aws:elasticfilesystem:::access-point/fsap-1",
                    "LocalMountPath": "/models",
                }
            ]
        ),
    )

    assert finding.message == "mount path must be /mnt/ and one name, got '/models'"
    assert finding.fix == "write /mnt/ and one name, such as /mnt/models"
    assert finding.at == "FileSystemConfigs.0.LocalMountPath"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {
                "FileSystemConfigs": [
                    {
                        "Arn": "arn:aws:elasticfilesystem:::access-point/fsap-1",
                        "LocalMountPath": "/mnt/a/b",
                    }
                ]
            },
            "mount path must be /mnt/ and one name, got '/mnt/a/b'",
            id="a folder below",
        ),
        pytest.param(
            {
                "FileSystemConfigs": [
                    {
                        "Arn": "arn:aws:elasticfilesystem:::access-point/fsap-1",
                        "LocalMountPath": "/mnt/",
                    }
                ]
            },
            "mount path must be /mnt/ and one name, got '/mnt/'",
            id="no name",
        ),
        pytest.param(
            {
                "FileSystemConfigs": [
                    {
                        "Arn": "arn:aws:elasticfilesystem:::access-point/fsap-1",
                        "LocalMountPath": "/mnt/" + "x" * 156,
                    }
                ]
            },
            ("mount path must be at most 160 characters, got 161 characters"),
            id="too long",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param(
            {
                "FileSystemConfigs": [
                    {
                        "Arn": "arn:aws:elasticfilesystem:::access-point/fsap-1",
                        "LocalMountPath": "/mnt/models",
                    }
                ]
            },
            id="well formed",
        ),
        pytest.param(
            {
                "FileSystemConfigs": [
                    {
                        "Arn": "arn:aws:elasticfilesystem:::access-point/fsap-1",
                        "LocalMountPath": "/mnt/" + "x" * 155,
                    }
                ]
            },
            id="the longest",
        ),
        pytest.param(
            {
                "FileSystemConfigs": [
                    {
                        "Arn": "arn:aws:elasticfilesystem:::access-point/fsap-1",
                        "LocalMountPath": {"Ref": "Unknown"},
                    }
                ]
            },
            id="known at deployment only",
        ),
        pytest.param(
            {"FileSystemConfigs": {"Ref": "Unknown"}}, id="the list known at deployment only"
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
