"""What a function runs: built where it is ours, and taken as it is where it is the CDK's."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from aws_cdk import Annotations
from aws_cdk import aws_lambda as lambda_

from constructs_lib.errors import construct_errors, require_type
from constructs_lib.function_parts import arm64, newest_python
from constructs_lib.packaging.package import function_package
from constructs_lib.packaging.target import Target
from constructs_lib.python_code import PythonCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from constructs import Construct

    from constructs_lib.packaging.package import Package

_EXAMPLE = "a PythonCode, or a Code such as Code.from_asset('detector')"


class FunctionCode(NamedTuple):
    """The code of one function.

    Attributes:
        code: As the CDK takes it.
        package: What was built; None where the CDK has it from elsewhere.
    """

    code: lambda_.Code
    package: Package | None = None

    def tell(self, function: Construct) -> None:
        """Whoever synthesizes the app hears of what is not pinned, and of what is large."""
        if self.package is not None:
            tell_of_package(function, self.package)


def function_code(
    code: lambda_.Code | PythonCode,
    *,
    handler: str,
    runtime: lambda_.Runtime,
    architecture: lambda_.Architecture,
    layers: Sequence[lambda_.ILayerVersion],
) -> FunctionCode:
    """The code, built for the function if it is a PythonCode.

    Raises:
        ConstructError: It is no code, or cannot be built.
    """
    require_type("code", code, (lambda_.Code, PythonCode), _EXAMPLE)
    if isinstance(code, lambda_.Code):
        return FunctionCode(code)
    with construct_errors():
        package = function_package(
            code,
            Target.of(runtime_name(runtime), architecture_name(architecture)),
            handler=handler,
            has_unknown_layers=bool(layers),
        )
    return FunctionCode(asset_of(package), package)


def asset_of(package: Package) -> lambda_.Code:
    """The package as an asset; the digest is ours, so that dates and machines do not count."""
    return lambda_.Code.from_asset(str(package.folder), asset_hash=package.digest)


def tell_of_package(construct: Construct, package: Package) -> None:
    """Whoever synthesizes the app hears of what is not pinned, and of what is large."""
    if package.unpinned:
        Annotations.of(construct).add_warning_v2(
            "keel:unpinned-packages",
            f"{', '.join(package.unpinned)} may be of another version at the next synthesis, which "
            "would publish another one of the function; run uv lock, or pin them in "
            "requirements.txt (uv pip compile --generate-hashes)",
        )
    for note in package.notes:
        Annotations.of(construct).add_info(note)


# Each is a round trip to the CDK: one for each that there is serves all functions.
@cache
def runtime_name(runtime: lambda_.Runtime) -> str:
    """As Lambda names it."""
    return "python3.14" if runtime is newest_python() else runtime.name


@cache
def architecture_name(architecture: lambda_.Architecture) -> str:
    """As Lambda names it."""
    return "arm64" if architecture is arm64() else architecture.name
