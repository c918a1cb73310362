"""The layers of a function: resources of the assembly, or ARNs taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policies.domain.names import LAYER_ARN_PARTS
from policies.template.arns import components
from policies.template.references import identified
from policies.template.resources.layer_version import LayerVersion
from policies.template.values import PseudoParameter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.environment import Environment
    from policies.template.resources.function import Function
    from policies.template.values import Value


class Layer(NamedTuple):
    """One layer that a function lists.

    Attributes:
        position: Its place in the list, from 0.
        region: Where it is, None when that is the function's own or not known.
        account: Whose it is, empty when that is the function's own.
        name: What all its versions are called; None when CloudFormation makes the name.
        resource: Its version, when the assembly declares it.
    """

    position: int
    region: str | None
    account: str
    name: str | None
    resource: LayerVersion | None

    def __str__(self) -> str:
        return self.resource.logical_id if self.resource is not None else self.name or "a layer"


def layers_of(function: Function) -> Iterator[Layer]:
    """The layers that it certainly has and that can be told apart."""
    listed = function.layers
    for index, value in enumerate(listed if isinstance(listed, list) else ()):
        resource = identified(value, LayerVersion)
        if resource is not None:
            if resource.is_certain is True:
                name = resource.name
                yield Layer(index, None, "", name if isinstance(name, str) else None, resource)
            continue
        layer = _of_arn(index, value, function.template.environment)
        if layer is not None:
            yield layer


def _of_arn(index: int, value: Value, environment: Environment) -> Layer | None:
    parts = components(value)
    # arn:aws:lambda:eu-west-1:123456789012:layer:numpy:4
    if parts is None or len(parts) != LAYER_ARN_PARTS:
        return None
    if parts[2] != "lambda" or parts[5] != "layer":
        return None
    region, account, name = parts[3], parts[4], parts[6]
    if isinstance(account, PseudoParameter) or account == environment.account:
        account = ""
    if not isinstance(account, str) or not isinstance(name, str):
        return None
    return Layer(index, region if isinstance(region, str) else None, account, name, None)
