"""AWS::ApplicationAutoScaling::ScalableTarget of provisioned concurrency."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from policies.template.arns import components
from policies.template.function_target import FunctionTarget, function_target
from policies.template.resource import Resource
from policies.template.values import Unresolved, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.properties import Element
    from policies.template.resources.alias import Alias
    from policies.template.resources.function import Function
    from policies.template.template import Template
    from policies.template.values import Value

DIMENSION: Final = "lambda:function:ProvisionedConcurrency"


def scaled_function(resource_id: Value, template: Template) -> FunctionTarget | None:
    """The function and qualifier of `function:<name>:<qualifier>`."""
    parts = components(resource_id)
    if not parts or parts[0] != "function":
        return None
    separated: list[str | Unresolved] = []
    for part in parts[1:]:
        separated += [":", part]
    return function_target(joined(separated[1:]), template)


class Capacity(NamedTuple):
    """The bounds between which capacity moves: all the time, or from a scheduled moment on."""

    minimum: int | Unresolved | None
    maximum: int | Unresolved | None
    at: str = ""

    def place(self, name: str) -> str:
        """Where one of the bounds stands."""
        return f"{self.at}.{name}" if self.at else name


class ScalableTarget(Resource):
    """What Application Auto Scaling moves between two bounds."""

    type_name: ClassVar[str] = "AWS::ApplicationAutoScaling::ScalableTarget"

    __slots__ = ()

    @property
    def scales_provisioned_concurrency(self) -> bool:
        """True when it is Lambda's provisioned concurrency that it scales."""
        return self.text("ScalableDimension") == DIMENSION

    @property
    def target(self) -> FunctionTarget | None:
        """The function and qualifier of `function:<name>:<qualifier>`."""
        if not self.scales_provisioned_concurrency:
            return None
        return scaled_function(self.value("ResourceId"), self.template)

    @property
    def function(self) -> Function | None:
        """The function whose provisioned concurrency it scales."""
        target = self.target
        return target.function if target else None

    @property
    def alias(self) -> Alias | None:
        """The alias whose provisioned concurrency it scales, when the assembly holds it."""
        target = self.target
        return target.alias if target else None

    @property
    def minimum_capacity(self) -> int | Unresolved | None:
        """The capacity it never goes below."""
        return self.integer("MinCapacity")

    @property
    def maximum_capacity(self) -> int | Unresolved | None:
        """The capacity it never exceeds."""
        return self.integer("MaxCapacity")

    @property
    def scheduled(self) -> list[Capacity]:
        """The bounds that scheduled actions set."""
        return [
            Capacity(
                each.integer("ScalableTargetAction", "MinCapacity"),
                each.integer("ScalableTargetAction", "MaxCapacity"),
                f"{each.at}.ScalableTargetAction",
            )
            for each in self._scheduled_actions
        ]

    @property
    def schedule_expressions(self) -> dict[str, str | Unresolved | None]:
        """When its scheduled actions run, by where that stands; only of Lambda's concurrency."""
        if not self.scales_provisioned_concurrency:
            return {}
        return {f"{each.at}.Schedule": each.text("Schedule") for each in self._scheduled_actions}

    @property
    def time_zones(self) -> dict[str, str | Unresolved | None]:
        """In which time zones its scheduled actions run, by where that stands."""
        return {f"{each.at}.Timezone": each.text("Timezone") for each in self._scheduled_actions}

    @property
    def _scheduled_actions(self) -> Iterator[Element]:
        return self.elements("ScheduledActions")

    @property
    def capacities(self) -> list[Capacity]:
        """Its own bounds and those that scheduled actions set."""
        return [Capacity(self.minimum_capacity, self.maximum_capacity), *self.scheduled]
