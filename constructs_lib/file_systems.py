"""The file system that a function mounts."""

from __future__ import annotations

from aws_cdk import aws_lambda as lambda_

from constructs_lib.errors import ConstructError, require_type
from constructs_lib.tokens import is_token
from policies.domain.names import mount_path_problem

_EXAMPLE = "a FileSystem such as FileSystem.from_efs_access_point(access_point, '/mnt/models')"


def require_file_system(file_system: lambda_.FileSystem | None, *, is_in_vpc: bool) -> None:
    """A function can mount it.

    Args:
        file_system: What it mounts, if anything.
        is_in_vpc: Whether it is in a VPC, or its instances are.

    Raises:
        ConstructError: It is none, its place is none that Lambda mounts at, or the function is in
            no VPC.
    """
    if file_system is None:
        return
    require_type("file_system", file_system, lambda_.FileSystem, _EXAMPLE)
    if not is_in_vpc:
        raise ConstructError("function with a file system must be in a VPC, got no vpc")
    path = file_system.config.local_mount_path
    problem = mount_path_problem(path)
    if problem and not is_token(path):
        raise ConstructError(problem)
