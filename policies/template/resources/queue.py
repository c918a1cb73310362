"""AWS::SQS::Queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.domain import limits
from policies.template.arns import queue_arn
from policies.template.resource import Resource, known_or
from policies.template.values import Reference, Unresolved

if TYPE_CHECKING:
    from policies.template.arns import Component


class Queue(Resource):
    """An SQS queue; a property that is absent has SQS's default."""

    type_name: ClassVar[str] = "AWS::SQS::Queue"

    __slots__ = ()

    @property
    def name(self) -> str | Unresolved | None:
        """Its name, None when CloudFormation generates one."""
        return self.text("QueueName")

    @property
    def visibility_timeout_seconds(self) -> int | Unresolved:
        """How long a received message stays hidden from other receivers, in seconds."""
        seconds = self.integer("VisibilityTimeout")
        return known_or(seconds, limits.DEFAULT_VISIBILITY_TIMEOUT_SECONDS)

    def identifier(self, attribute: str) -> tuple[Component, ...] | None:
        """`Arn` and `QueueName` are known in form; `Ref` gives a URL, which is no ARN."""
        name = self.name
        known = name if isinstance(name, str) else ""
        itself = Reference(f"the name of {self.logical_id}", self, "QueueName", known_text=known)
        if attribute == "QueueName":
            return (itself,)
        return queue_arn(itself) if attribute == "Arn" else None
