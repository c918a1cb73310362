from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.file_systems import (
    guarded_file_systems,
    mount_targets,
    mounted_file_systems,
)
from policies.template.resources.function import Function

if TYPE_CHECKING:
    from policies.template.template import Template
    from tests.policies.conftest import TemplateOf

CONDITIONS = {
    "Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]},
    "Never": {"Fn::Equals": ["a", "b"]},
}


def of(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Type": f"AWS::EFS::{kind}", "Properties": properties}


@pytest.fixture
def mounting(template_of: TemplateOf) -> Any:
    def made(arn: Any, file_system: Any = None, **resources: Any) -> Template:
        mounts = [{"Arn": arn, "LocalMountPath": "/mnt/a"}]
        return template_of(
            {
                "Fn": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"FileSystemConfigs": mounts},
                },
                "Files": of("FileSystem"),
                "Point": of("AccessPoint", FileSystemId=file_system or {"Ref": "Files"}),
                **resources,
            },
            Conditions=CONDITIONS,
        )

    return made


def test_a_function_mounts_the_file_system_behind_its_access_point(mounting: Any) -> None:
    template = mounting({"Fn::GetAtt": ["Point", "Arn"]})

    [(at, system)] = mounted_file_systems(template.of(Function)[0])

    assert at == "FileSystemConfigs.0.Arn"
    assert system is template.resources["Files"]


def test_only_a_file_system_with_a_policy_is_guarded(mounting: Any) -> None:
    arn = {"Fn::GetAtt": ["Point", "Arn"]}
    policy = of("FileSystem", FileSystemPolicy={"Statement": []})

    assert list(guarded_file_systems(mounting(arn).of(Function)[0])) == []
    assert len(list(guarded_file_systems(mounting(arn, Files=policy).of(Function)[0]))) == 1


@pytest.mark.parametrize(
    ("arn", "file_system"),
    [
        ({"Ref": "Unknown"}, None),
        ("arn:aws:elasticfilesystem:eu-west-1:123456789012:access-point/fsap-1", None),
        ({"Fn::GetAtt": ["Point", "Arn"]}, "fs-1"),
        ({"Fn::GetAtt": ["Files", "Arn"]}, None),
    ],
)
def test_what_was_made_elsewhere_is_not_found(mounting: Any, arn: Any, file_system: Any) -> None:
    function = mounting(arn, file_system).of(Function)[0]

    assert list(mounted_file_systems(function)) == []


def test_the_mount_targets_are_those_that_are_certainly_made(mounting: Any) -> None:
    files = {"FileSystemId": {"Ref": "Files"}}
    template = mounting(
        {"Fn::GetAtt": ["Point", "Arn"]},
        A=of("MountTarget", **files),
        B={**of("MountTarget", **files), "Condition": "Perhaps"},
        C={**of("MountTarget", **files), "Condition": "Never"},
        D=of("MountTarget", FileSystemId="fs-1"),
    )

    targets = mount_targets(template.resources["Files"])

    assert [target.logical_id for target in targets] == ["A"]
