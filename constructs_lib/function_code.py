"""What a function runs: built where it is ours, and taken as it is where it is the CDK's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from aws_cdk import aws_lambda as lambda_

from constructs_lib.built_packages import asset_of, target_of, tell_of_package
from constructs_lib.errors import construct_errors, require_type
from constructs_lib.packaging.package import function_package
from constructs_lib.python_code import PythonCode
from constructs_lib.python_layer import PythonLayer
from constructs_lib.tokens import TOKEN_MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from constructs import Construct

    from constructs_lib.packaging.package import Package

_EXAMPLE: Final = "a PythonCode, an ImageCode, or a Code such as Code.from_asset('detector')"


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
    """The code, built for the function if it is a PythonCode, beside layers that fit it.

    Raises:
        ConstructError: It is no code, or cannot be built, or a layer is for other functions.
    """
    require_type("code", code, (lambda_.Code, PythonCode), _EXAMPLE)
    ours = [layer for layer in layers if isinstance(layer, PythonLayer)]
    beside = [layer.contents_for(runtime, architecture) for layer in ours]
    if isinstance(code, lambda_.Code):
        return FunctionCode(code)
    with construct_errors():
        package = function_package(
            code,
            target_of(runtime, architecture),
            handler=None if TOKEN_MARK in handler else handler,
            layers=beside,
            has_unknown_layers=len(ours) < len(layers),
        )
    return FunctionCode(asset_of(package), package)
