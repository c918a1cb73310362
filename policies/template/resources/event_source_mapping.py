"""AWS::Lambda::EventSourceMapping."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.arns import components
from policies.template.event_source import event_source
from policies.template.filter_criteria import FilterCriteria
from policies.template.function_target import FunctionTarget, function_target
from policies.template.resource import Resource
from policies.template.resources.queue import Queue
from policies.template.values import PseudoParameter, Reference

if TYPE_CHECKING:
    from policies.template.resources.function import Function
    from policies.template.values import Unresolved

_QUEUE_ARN_PARTS = 6


class EventSourceMapping(Resource):
    """What polls a queue or stream and calls a function with what it finds."""

    type_name: ClassVar[str] = "AWS::Lambda::EventSourceMapping"

    __slots__ = ("_criteria",)

    @property
    def source(self) -> str | None:
        """The kind of source it polls, as policies.domain.filters names them."""
        return event_source(self)

    @property
    def filter_criteria(self) -> FilterCriteria | None:
        """Its filters, None when it has none: then every record reaches the function."""
        if not hasattr(self, "_criteria"):
            has = self.value("FilterCriteria") is not None
            self._criteria = FilterCriteria(self) if has else None
        return self._criteria

    @property
    def target(self) -> FunctionTarget | None:
        """The function it calls and through which qualifier."""
        return function_target(self.value("FunctionName"), self.template)

    @property
    def function(self) -> Function | None:
        """The function it calls, also behind an alias or a version."""
        target = self.target
        return target.function if target else None

    @property
    def queue(self) -> Queue | None:
        """The SQS queue it polls, when the assembly holds it."""
        parts = components(self.value("EventSourceArn"))
        if parts is None or len(parts) != _QUEUE_ARN_PARTS or parts[2] != "sqs":
            return None
        name = parts[-1]
        if isinstance(name, Reference):
            return name.resource if isinstance(name.resource, Queue) else None
        # An ARN may name another account's queue, which Lambda polls as well.
        environment = self.template.environment
        own = environment.region, environment.account
        is_here = all(
            isinstance(part, PseudoParameter) or part == mine
            for part, mine in zip(parts[3:5], own, strict=True)
        )
        if not isinstance(name, str) or not is_here:
            return None
        named = environment.named(Queue.type_name, name)
        return named if isinstance(named, Queue) else None

    @property
    def batching_window_seconds(self) -> int | Unresolved | None:
        """How long it gathers records before it calls the function, in seconds."""
        return self.integer("MaximumBatchingWindowInSeconds")

    @property
    def maximum_concurrency(self) -> int | Unresolved | None:
        """How many batches a queue may have in work at once; None when it is not bounded."""
        return self.integer("ScalingConfig", "MaximumConcurrency")
