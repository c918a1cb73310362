from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.snapstart_with_file_system import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
MODELS: dict[str, Any] = {
    "Arn": "arn:aws:elasticfilesystem:::access-point/fsap-1",
    "LocalMountPath": "/mnt/models",
}
SYSTEMS = [MODELS]
ON: dict[str, Any] = {"ApplyOn": "PublishedVersions"}


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_snapshot_holds_no_file_system(judge: Judge) -> None:
    [finding] = judge(
        rule, function(SnapStart=ON, FileSystemConfigs=SYSTEMS), Conditions=CONDITIONS
    )

    assert (
        finding.message == "function with SnapStart must have no file system, got FileSystemConfigs"
    )
    assert finding.fix == "drop SnapStart, or read the files from S3"
    assert finding.at == "SnapStart.ApplyOn"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"FileSystemConfigs": SYSTEMS}, id="no SnapStart"),
        pytest.param({"SnapStart": ON}, id="no file system"),
        pytest.param({"SnapStart": ON, "FileSystemConfigs": []}, id="an empty list"),
        pytest.param(
            {
                "SnapStart": ON,
                "FileSystemConfigs": [{"Fn::If": ["Perhaps", MODELS, {"Ref": "AWS::NoValue"}]}],
            },
            id="one that may be left out",
        ),
        pytest.param(
            {"SnapStart": ON, "FileSystemConfigs": {"Ref": "Unknown"}},
            id="known at deployment only",
        ),
        pytest.param(
            {"SnapStart": {"ApplyOn": "None"}, "FileSystemConfigs": SYSTEMS}, id="turned off"
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties), Conditions=CONDITIONS) == []
