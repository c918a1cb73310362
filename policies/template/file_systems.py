"""The file systems that functions mount."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.template.arn_service import arn_service
from policies.template.certain import is_set
from policies.template.references import identified
from policies.template.resources.subnet import Subnet
from policies.template.values import Reference, as_text, known_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.resource import Resource
    from policies.template.resources.function import Function
    from policies.template.values import Value

_ACCESS_POINT: Final = "AWS::EFS::AccessPoint"
_FILE_SYSTEM: Final = "AWS::EFS::FileSystem"
_MOUNT_TARGET: Final = "AWS::EFS::MountTarget"
# What stands before the id in the ARN of a file system.
_SYSTEM: Final = ":file-system/"


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


def zones_of_mount_targets(system: Resource) -> set[str] | None:
    """The zones in which the file system can be mounted; None where the template does not tell."""
    zones: set[str] = set()
    for target in system.template.of_type(_MOUNT_TARGET):
        of = _referenced(target.value("FileSystemId"), _FILE_SYSTEM)
        if of is not None and of is not system:
            continue
        subnet = identified(target.value("SubnetId"), Subnet)
        zone = subnet.zone if subnet is not None else None
        if of is None or target.is_certain is not True or not isinstance(zone, str):
            return None
        zones.add(zone)
    return zones or None


def names_file_system(arn: Value) -> str | None:
    """What the ARN names when that is a file system of EFS and no access point."""
    system = _referenced(arn, _FILE_SYSTEM)
    if system is not None:
        is_arn = isinstance(arn, Reference) and arn.attribute == "Arn"
        return system.logical_id if is_arn else None
    is_of_efs = arn_service(arn) == "elasticfilesystem"
    return "a file system" if is_of_efs and _SYSTEM in known_text(as_text(arn)) else None


def _referenced(value: Value, type_name: str) -> Resource | None:
    if isinstance(value, Reference) and value.resource.type == type_name:
        return value.resource
    return None
