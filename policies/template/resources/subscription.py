"""AWS::SNS::Subscription."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.calls import Call
from policies.template.function_target import FunctionTarget, function_target
from policies.template.queue_target import queue_target
from policies.template.references import sole_reference
from policies.template.resource import Resource
from policies.template.resources.topic import FUNCTION_PROTOCOL, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.template.resources.queue import Queue
    from policies.template.values import Unresolved


class Subscription(Resource):
    """A subscription to an SNS topic."""

    type_name: ClassVar[str] = "AWS::SNS::Subscription"

    __slots__ = ()

    @property
    def protocol(self) -> str | Unresolved | None:
        """How messages get there: `lambda`, `sqs`, `https`."""
        return self.text("Protocol")

    @property
    def topic(self) -> Topic | None:
        """The topic, when the assembly holds it."""
        found = sole_reference(self.value("TopicArn"))
        return found if isinstance(found, Topic) else None

    @property
    def target(self) -> FunctionTarget | None:
        """The function it delivers to; None when it delivers to something else."""
        if self.protocol != FUNCTION_PROTOCOL:
            return None
        return function_target(self.value("Endpoint"), self.template)

    @property
    def function_protocols(self) -> Iterator[str]:
        """Where it says that it delivers to a function."""
        if self.protocol == FUNCTION_PROTOCOL:
            yield "Protocol"

    @property
    def is_raw(self) -> bool | Unresolved | None:
        """Whether messages come without SNS's envelope."""
        return self.boolean("RawMessageDelivery")

    @property
    def has_dead_letter_queue(self) -> bool:
        """Whether a redrive policy keeps what could not be delivered."""
        return self.value("RedrivePolicy") is not None

    @property
    def dead_letter_queues(self) -> Iterator[tuple[str, Queue]]:
        """The queue of the assembly that keeps what could not be delivered to a function."""
        policy = self.value("RedrivePolicy")
        if not isinstance(policy, dict) or self.target is None:
            return
        arn = self.template.intrinsics.resolve(policy.get("deadLetterTargetArn"))
        queue = queue_target(arn, self.template)
        if queue is not None:
            yield "RedrivePolicy.deadLetterTargetArn", queue

    @property
    def calls(self) -> Iterable[Call]:
        """The function it delivers to."""
        target = self.target
        if target:
            yield Call(
                self,
                "Endpoint",
                target,
                "sns.amazonaws.com",
                is_asynchronous=True,
                source=self.topic,
            )
