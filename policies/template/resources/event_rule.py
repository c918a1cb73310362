"""AWS::Events::Rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.calls import Call
from policies.template.certain import certain_elements
from policies.template.function_target import function_target
from policies.template.json_length import json_length
from policies.template.queue_target import queue_target
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.template.function_target import FunctionTarget
    from policies.template.properties import Element
    from policies.template.resources.queue import Queue
    from policies.template.values import Unresolved, Value


class EventRule(Resource):
    """A rule of an EventBridge event bus: what it sends where, on events or by schedule."""

    type_name: ClassVar[str] = "AWS::Events::Rule"

    __slots__ = ()

    @property
    def name(self) -> str | Unresolved | None:
        """Its name, None when CloudFormation generates one."""
        return self.text("Name")

    @property
    def schedule_expression(self) -> str | Unresolved | None:
        """When it runs, None when it does not run by schedule."""
        return self.text("ScheduleExpression")

    @property
    def schedule_expressions(self) -> dict[str, str | Unresolved | None]:
        """The same, by where it stands."""
        return {"ScheduleExpression": self.schedule_expression}

    @property
    def event_pattern(self) -> Value:
        """Which events it takes, None when it takes none."""
        return self.value("EventPattern")

    @property
    def least_pattern_length(self) -> int:
        """The characters of its pattern as JSON, as far as they are known."""
        pattern = self.event_pattern
        if isinstance(pattern, (dict, list)):
            return json_length(pattern, self.template)
        return len(pattern) if isinstance(pattern, str) else 0

    @property
    def event_bus(self) -> str | Unresolved | None:
        """The bus it is on, None for the default one."""
        return self.text("EventBusName")

    @property
    def dead_letter_queues(self) -> Iterator[tuple[str, Queue]]:
        """The queues of the assembly that keep what could not be delivered to functions."""
        for target in self.targets:
            queue = queue_target(target.value("DeadLetterConfig", "Arn"), self.template)
            if queue is not None and self.function_of(target):
                yield f"{target.at}.DeadLetterConfig.Arn", queue

    @property
    def targets(self) -> Iterator[Element]:
        """Its targets, as far as they are known."""
        return self.elements("Targets")

    @property
    def certain_target_count(self) -> int:
        """How many targets it has at least."""
        targets = self.items("Targets")
        return len(certain_elements(targets)) if isinstance(targets, list) else 0

    def function_of(self, target: Element) -> FunctionTarget | None:
        """The function that is one of its targets."""
        return function_target(target.value("Arn"), self.template)

    @property
    def calls(self) -> Iterable[Call]:
        """Its targets that are functions; one with a role needs no permission of the function."""
        for each in self.targets:
            target = self.function_of(each)
            if target:
                principal = "events.amazonaws.com" if each.value("RoleArn") is None else None
                at = f"{each.at}.Arn"
                yield Call(self, at, target, principal, is_asynchronous=True, source=self)
