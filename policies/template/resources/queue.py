"""AWS::SQS::Queue."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar

from policies.domain import limits
from policies.template.arns import queue_arn
from policies.template.properties import Properties
from policies.template.queue_target import queue_target
from policies.template.resource import Resource, known_or
from policies.template.resources.event_invoke_config import EventInvokeConfig
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.function import Function
from policies.template.values import Reference, Unresolved

if TYPE_CHECKING:
    from policies.template.arns import Component
    from policies.template.values import Value


class Queue(Resource):
    """An SQS queue; a property that is absent has SQS's default."""

    type_name: ClassVar[str] = "AWS::SQS::Queue"

    __slots__ = ()

    @property
    def name(self) -> str | Unresolved | None:
        """Its name, None when CloudFormation generates one."""
        return self.text("QueueName")

    @property
    def is_fifo(self) -> bool | Unresolved:
        """Whether it is a FIFO queue; unresolved where only its name says so, which SQS refuses."""
        said, name = self.boolean("FifoQueue"), self.name
        if said is None and isinstance(name, str) and name.endswith(".fifo"):
            return Unresolved("a queue that is FIFO by its name alone")
        return False if said is None else said

    @property
    def visibility_timeout_seconds(self) -> int | Unresolved:
        """How long a received message stays hidden from other receivers, in seconds."""
        seconds = self.integer("VisibilityTimeout")
        return known_or(seconds, limits.DEFAULT_VISIBILITY_TIMEOUT_SECONDS)

    @property
    def retention_seconds(self) -> int | Unresolved:
        """How long it keeps a message, in seconds."""
        seconds = self.integer("MessageRetentionPeriod")
        return known_or(seconds, limits.DEFAULT_QUEUE_RETENTION_SECONDS)

    @property
    def redrive_policy(self) -> Properties | Unresolved | None:
        """When a message moves to which dead-letter queue; None when it stays until it expires."""
        policy = self.value("RedrivePolicy")
        if isinstance(policy, str):
            policy = _parsed(policy)
        if isinstance(policy, Unresolved):
            return policy
        return Properties(self.template, policy) if isinstance(policy, dict) and policy else None

    @property
    def dead_letter_arn(self) -> Value:
        """The ARN of its dead-letter queue."""
        policy = self.redrive_policy
        return policy.value("deadLetterTargetArn") if isinstance(policy, Properties) else policy

    @property
    def dead_letter_queue(self) -> Queue | None:
        """Its dead-letter queue, when the assembly holds it."""
        return queue_target(self.dead_letter_arn, self.template)

    @property
    def maximum_receives(self) -> int | Unresolved | None:
        """How often a message is received before it moves to the dead-letter queue."""
        policy = self.redrive_policy
        return policy.integer("maxReceiveCount") if isinstance(policy, Properties) else policy

    @property
    def sources(self) -> list[Queue]:
        """The queues of which it is the dead-letter queue."""
        return self.template.environment.related(Queue, "dead_letter_queue", self)

    @property
    def keeps_failures(self) -> bool:
        """Whether something here sends it what failed, so that it is a dead-letter queue itself."""
        related = self.template.environment.related
        return bool(
            self.value("RedriveAllowPolicy") is not None
            or self.sources
            or related(Function, "failure_queues", self)
            or related(EventSourceMapping, "failure_queues", self)
            or related(EventInvokeConfig, "failure_queues", self)
        )

    @property
    def mappings(self) -> list[EventSourceMapping]:
        """The event source mappings that poll it."""
        return self.template.environment.related(EventSourceMapping, "queue", self)

    def identifier(self, attribute: str) -> tuple[Component, ...] | None:
        """`Arn` and `QueueName` are known in form; `Ref` gives a URL, which is no ARN."""
        name = self.name
        known = name if isinstance(name, str) else ""
        itself = Reference(f"the name of {self.logical_id}", self, "QueueName", known_text=known)
        if attribute == "QueueName":
            return (itself,)
        return queue_arn(itself) if attribute == "Arn" else None


def _parsed(text: str) -> Value:
    """A redrive policy that the template writes as JSON text."""
    try:
        policy = json.loads(text)
    except (ValueError, RecursionError):
        return Unresolved("no redrive policy")
    return policy if isinstance(policy, dict) else Unresolved("no redrive policy")
