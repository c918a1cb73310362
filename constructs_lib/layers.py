"""Layers that a function can run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_lambda as lambda_

from constructs_lib.errors import ConstructError
from constructs_lib.python_layer import PythonLayer
from constructs_lib.tokens import is_token

if TYPE_CHECKING:
    from collections.abc import Sequence


def require_layer_architectures(
    layers: Sequence[lambda_.ILayerVersion], architecture: lambda_.Architecture
) -> None:
    """Each layer is for the function's architecture, as far as it says which it is for.

    Raises:
        ConstructError: One says that it is for another, which the CDK does not notice.
    """
    for layer in layers:
        if isinstance(layer, PythonLayer):
            continue  # it knows for itself
        resource = layer.node.default_child  # imported ones have none, and say nothing
        if not isinstance(resource, lambda_.CfnLayerVersion):
            continue
        told = resource.compatible_architectures or []
        own = architecture.name
        if told and own not in told and not any(map(is_token, told)):
            raise ConstructError(
                f"layers must be for {own}, the function's architecture, "
                f"got {layer.node.id} for {', '.join(told)}"
            )
