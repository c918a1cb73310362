from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.too_many_file_systems import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
MODELS: dict[str, Any] = {
    "Arn": "arn:aws:elasticfilesystem:::access-point/fsap-1",
    "LocalMountPath": "/mnt/models",
}
MORE: dict[str, Any] = {
    "Arn": "arn:aws:elasticfilesystem:::access-point/fsap-1",
    "LocalMountPath": "/mnt/b",
}


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_function_mounts_one(judge: Judge) -> None:
    [finding] = judge(rule, function(FileSystemConfigs=[MODELS, MORE]), Conditions=CONDITIONS)

    assert finding.message == "file systems must be at most 1, got 2"
    assert finding.fix == "mount 1"
    assert finding.at == "FileSystemConfigs"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param({"FileSystemConfigs": [MODELS]}, id="one"),
        pytest.param(
            {"FileSystemConfigs": [MODELS, {"Fn::If": ["Perhaps", MORE, {"Ref": "AWS::NoValue"}]}]},
            id="a second that may be left out",
        ),
        pytest.param({"FileSystemConfigs": {"Ref": "Unknown"}}, id="known at deployment only"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties), Conditions=CONDITIONS) == []
