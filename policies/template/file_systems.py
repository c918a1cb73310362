"""The file systems that functions mount."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.template.certain import is_set
from policies.template.values import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.resource import Resource
    from policies.template.resources.function import Function
    from policies.template.values import Value

_ACCESS_POINT: Final = "AWS::EFS::AccessPoint"
_FILE_SYSTEM: Final = "AWS::EFS::FileSystem"
_MOUNT_TARGET: Final = "AWS::EFS::MountTarget"


def mounted_file_systems(function: Function) -> Iterator[tuple[str, Resource]]:
    """The file systems of EFS that it mounts, each with the property that says so."""
    for mount in function.elements("FileSystemConfigs"):
        access_point = _referenced(mount.value("Arn"), _ACCESS_POINT)
        system = access_point and _referenced(access_point.value("FileSystemId"), _FILE_SYSTEM)
        if system:
            yield f"{mount.at}.Arn", system


def guarded_file_systems(function: Function) -> Iterator[tuple[str, Resource]]:
    """Those among them that have a policy.

    See: https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
    """
    for at, system in mounted_file_systems(function):
        if is_set(system.value("FileSystemPolicy")):
            yield at, system


def mount_targets(system: Resource) -> list[Resource]:
    """The mount targets of the file system that its template certainly creates."""
    return [
        target
        for target in system.template.of_type(_MOUNT_TARGET)
        if target.is_certain is True
        and _referenced(target.value("FileSystemId"), _FILE_SYSTEM) is system
    ]


def _referenced(value: Value, type_name: str) -> Resource | None:
    if isinstance(value, Reference) and value.resource.type == type_name:
        return value.resource
    return None
