"""A package that was built, as the CDK takes it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from aws_cdk import Annotations
from aws_cdk import aws_lambda as lambda_

from constructs_lib.function_parts import arm64, newest_python
from constructs_lib.packaging.target import Target

if TYPE_CHECKING:
    from constructs import Construct

    from constructs_lib.packaging.package import Package


def asset_of(package: Package) -> lambda_.Code:
    """The package as an asset; the digest is ours, so that dates and machines do not count."""
    return lambda_.Code.from_asset(str(package.folder), asset_hash=package.digest)


def tell_of_package(construct: Construct, package: Package) -> None:
    """Whoever synthesizes the app hears of what is not pinned, and of what is large."""
    if package.unpinned:
        Annotations.of(construct).add_warning_v2(
            "keel:unpinned-packages",
            f"{', '.join(package.unpinned)} may be of another version at the next synthesis, which "
            "would then deploy it; run uv lock, or uv pip compile --generate-hashes for a "
            "requirements.txt",
        )
    for note in package.notes:
        Annotations.of(construct).add_info(note)


def target_of(runtime: lambda_.Runtime, architecture: lambda_.Architecture) -> Target:
    """What a function of these runs on.

    Raises:
        ValueError: The runtime is not one of Python.
    """
    return Target.of(_runtime_name(runtime), _architecture_name(architecture))


# Each name is a round trip to the CDK: one for each that there is serves all functions.
@cache
def _runtime_name(runtime: lambda_.Runtime) -> str:
    return "python3.14" if runtime is newest_python() else runtime.name


@cache
def _architecture_name(architecture: lambda_.Architecture) -> str:
    return "arm64" if architecture is arm64() else architecture.name
