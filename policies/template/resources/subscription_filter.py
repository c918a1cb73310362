"""AWS::Logs::SubscriptionFilter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.calls import Call
from policies.template.function_target import FunctionTarget, function_target
from policies.template.references import sole_reference
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policies.template.values import Unresolved, Value


class SubscriptionFilter(Resource):
    """What sends the matching events of a log group on."""

    type_name: ClassVar[str] = "AWS::Logs::SubscriptionFilter"

    __slots__ = ()

    @property
    def log_group_name(self) -> Value:
        """The name of the log group it reads, as the template writes it."""
        return self.value("LogGroupName")

    @property
    def log_group(self) -> Resource | None:
        """The log group, when the assembly holds it."""
        found = sole_reference(self.log_group_name)
        return found if found is not None and found.type == "AWS::Logs::LogGroup" else None

    @property
    def filter_pattern(self) -> str | Unresolved | None:
        """Which events it takes; all when it is empty."""
        return self.text("FilterPattern")

    @property
    def target(self) -> FunctionTarget | None:
        """The function it sends them to; None when it sends them elsewhere."""
        return function_target(self.value("DestinationArn"), self.template)

    @property
    def calls(self) -> Iterable[Call]:
        """The function it sends log events to."""
        target = self.target
        if target:
            yield Call(
                self,
                "DestinationArn",
                target,
                "logs.amazonaws.com",
                is_asynchronous=True,
                source=self.log_group,
            )
