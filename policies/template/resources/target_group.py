"""AWS::ElasticLoadBalancingV2::TargetGroup."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.calls import Call
from policies.template.certain import certain_elements
from policies.template.function_target import function_target
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.template.properties import Element


class TargetGroup(Resource):
    """Where a load balancer sends requests: a function, when it is of that type."""

    type_name: ClassVar[str] = "AWS::ElasticLoadBalancingV2::TargetGroup"

    __slots__ = ()

    @property
    def is_of_function(self) -> bool:
        """Whether its target is a function."""
        return self.text("TargetType") == "lambda"

    @property
    def targets(self) -> Iterator[Element]:
        """Its targets, as far as they are known."""
        return self.elements("Targets")

    @property
    def certain_target_count(self) -> int:
        """How many targets it has at least."""
        targets = self.items("Targets")
        return len(certain_elements(targets)) if isinstance(targets, list) else 0

    @property
    def calls(self) -> Iterable[Call]:
        """The function it sends requests to."""
        if not self.is_of_function:
            return
        for each in self.targets:
            target = function_target(each.value("Id"), self.template)
            if target:
                principal = "elasticloadbalancing.amazonaws.com"
                yield Call(self, f"{each.at}.Id", target, principal, source=self)
