"""AWS::Scheduler::Schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.calls import Call
from policies.template.function_target import FunctionTarget, function_target
from policies.template.properties import Element
from policies.template.queue_target import queue_target
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.template.resources.queue import Queue
    from policies.template.values import Unresolved


class Schedule(Resource):
    """A schedule of EventBridge Scheduler, which calls with a role of its own."""

    type_name: ClassVar[str] = "AWS::Scheduler::Schedule"

    __slots__ = ()

    @property
    def schedule_expression(self) -> str | Unresolved | None:
        """When it runs: `at(...)`, `rate(...)` or `cron(...)`."""
        return self.text("ScheduleExpression")

    @property
    def schedule_expressions(self) -> dict[str, str | Unresolved | None]:
        """The same, by where it stands."""
        return {"ScheduleExpression": self.schedule_expression}

    @property
    def target(self) -> FunctionTarget | None:
        """The function it calls; None when it calls something else."""
        return function_target(self.value("Target", "Arn"), self.template)

    @property
    def targets(self) -> Iterator[Element]:
        """Its one target, when it is known: what an event rule has several of."""
        target = self.value("Target")
        if isinstance(target, dict):
            yield Element(self.template, target, "Target")

    @property
    def has_dead_letter_queue(self) -> bool:
        """Whether a queue keeps what could not be delivered."""
        return self.value("Target", "DeadLetterConfig", "Arn") is not None

    @property
    def dead_letter_queue(self) -> Queue | None:
        """The queue that keeps what could not be delivered, when the assembly holds it."""
        return queue_target(self.value("Target", "DeadLetterConfig", "Arn"), self.template)

    @property
    def dead_letter_queues(self) -> Iterator[tuple[str, Queue]]:
        """The same, with where it is named."""
        queue = self.dead_letter_queue
        if queue is not None:
            yield "Target.DeadLetterConfig.Arn", queue

    @property
    def time_zones(self) -> dict[str, str | Unresolved | None]:
        """In which time zone it runs, by where that stands."""
        return {"ScheduleExpressionTimezone": self.text("ScheduleExpressionTimezone")}

    @property
    def flexible_window_mode(self) -> str | Unresolved | None:
        """`OFF`, or `FLEXIBLE` when it may run some time after the moment."""
        return self.text("FlexibleTimeWindow", "Mode")

    @property
    def flexible_window_minutes(self) -> int | Unresolved | None:
        """How long after the moment it may run at the latest, in minutes."""
        return self.integer("FlexibleTimeWindow", "MaximumWindowInMinutes")

    @property
    def calls(self) -> Iterable[Call]:
        """The function it calls."""
        target = self.target
        if target:
            yield Call(self, "Target.Arn", target, is_asynchronous=True)
