"""AWS::ApplicationAutoScaling::ScalableTarget of provisioned concurrency."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.arns import components
from policies.template.function_target import FunctionTarget, function_target
from policies.template.resource import Resource
from policies.template.values import Unresolved, joined

if TYPE_CHECKING:
    from policies.template.resources.function import Function

_DIMENSION = "lambda:function:ProvisionedConcurrency"


class ScalableTarget(Resource):
    """What Application Auto Scaling moves between two bounds."""

    type_name: ClassVar[str] = "AWS::ApplicationAutoScaling::ScalableTarget"

    __slots__ = ()

    @property
    def scales_provisioned_concurrency(self) -> bool:
        """True when it is Lambda's provisioned concurrency that it scales."""
        return self.text("ScalableDimension") == _DIMENSION

    @property
    def target(self) -> FunctionTarget | None:
        """The function and qualifier of `function:<name>:<qualifier>`."""
        parts = components(self.value("ResourceId"))
        if not self.scales_provisioned_concurrency or not parts or parts[0] != "function":
            return None
        separated: list[str | Unresolved] = []
        for part in parts[1:]:
            separated += [":", part]
        return function_target(joined(separated[1:]), self.template)

    @property
    def function(self) -> Function | None:
        """The function whose provisioned concurrency it scales."""
        target = self.target
        return target.function if target else None

    @property
    def minimum_capacity(self) -> int | Unresolved | None:
        """The capacity it never goes below."""
        return self.integer("MinCapacity")

    @property
    def maximum_capacity(self) -> int | Unresolved | None:
        """The capacity it never exceeds."""
        return self.integer("MaxCapacity")
