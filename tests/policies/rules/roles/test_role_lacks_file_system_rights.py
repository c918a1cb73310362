from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_lacks_file_system_rights import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene

MOUNT = "elasticfilesystem:ClientMount"
MOUNTED = {"FileSystemConfigs": [{"Arn": {"Fn::GetAtt": ["Access", "Arn"]}}]}
ACCESS = {"Type": "AWS::EFS::AccessPoint", "Properties": {"FileSystemId": {"Ref": "Files"}}}


def files(*statements: dict[str, Any]) -> dict[str, Any]:
    policy = {"FileSystemPolicy": {"Statement": list(statements)}} if statements else {}
    return {"Type": "AWS::EFS::FileSystem", "Properties": policy}


def test_the_right_to_mount_is_named(judge: Judge, scene: Scene) -> None:
    backup = scene.grant(MOUNT, Principal={"AWS": "arn:aws:iam::123456789012:root"})

    [finding] = judge(rule, scene(function=MOUNTED, Access=ACCESS, Files=files(backup)))

    assert finding.message == (
        f"role of Bill must allow {MOUNT} on Files, got BillRole without {MOUNT}"
    )
    assert finding.fix.startswith(
        "attach AmazonElasticFileSystemClientReadWriteAccess to BillRole, or "
    )
    assert finding.at == "FileSystemConfigs.0.Arn"


def test_what_the_cdk_writes_by_default_lets_nobody_mount(judge: Judge, scene: Scene) -> None:
    actions = ["elasticfilesystem:ClientWrite", "elasticfilesystem:ClientRootAccess"]
    condition = {"Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"}}
    statement = scene.grant(actions, Principal={"AWS": "*"}, Condition=condition)

    assert len(judge(rule, scene(function=MOUNTED, Access=ACCESS, Files=files(statement)))) == 1


@pytest.mark.parametrize("principal", ["*", {"AWS": {"Fn::GetAtt": ["BillRole", "Arn"]}}])
def test_the_right_may_come_from_the_file_system(
    judge: Judge, scene: Scene, principal: Any
) -> None:
    system = files(scene.grant(MOUNT, Principal=principal))

    assert judge(rule, scene(function=MOUNTED, Access=ACCESS, Files=system)) == []


def test_the_right_may_come_from_the_role(judge: Judge, scene: Scene) -> None:
    system = files(scene.grant(MOUNT, Principal={"AWS": "123456789012"}))
    own = scene.grant(MOUNT, {"Fn::GetAtt": ["Files", "Arn"]})

    assert judge(rule, scene(own, function=MOUNTED, Access=ACCESS, Files=system)) == []


def test_a_file_system_without_a_policy_lets_everybody_in(judge: Judge, scene: Scene) -> None:
    assert judge(rule, scene(function=MOUNTED, Access=ACCESS, Files=files())) == []


@pytest.mark.parametrize(
    "arn", ["arn:aws:elasticfilesystem:eu-west-1:1:access-point/a", {"Ref": "Unknown"}, None]
)
def test_a_file_system_that_is_not_here_is_not_judged(judge: Judge, scene: Scene, arn: Any) -> None:
    assert judge(rule, scene(function={"FileSystemConfigs": [{"Arn": arn}]})) == []
