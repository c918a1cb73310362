"""Where Lambda sends the records of invocations: destinations and dead-letter targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, cast

from policies.template.arn_service import arn_service, what_is_no_arn
from policies.template.arns import components
from policies.template.certain import known_start
from policies.template.queue_target import queue_target
from policies.template.values import Reference, Unresolved, parts_of

if TYPE_CHECKING:
    from policies.template.resource import Resource
    from policies.template.resources.queue import Queue
    from policies.template.resources.topic import Topic
    from policies.template.template import Template
    from policies.template.values import Value

_FIFO_SUFFIX: Final = ".fifo"
_TOPIC: Final = "AWS::SNS::Topic"
_KAFKA: Final = "kafka://"


class Destination(NamedTuple):
    """One destination, as far as the template tells.

    Attributes:
        at: The property that names it, as a path below Properties.
        value: What it says.
        service: The service of its ARN, `kafka` for a topic, empty when that is not known.
        resource: What it is, when a template of the assembly declares it.
        flaw: What stands there instead of an ARN, None where it may be one.
    """

    at: str
    value: Value
    service: str
    resource: Resource | None
    queue: Queue | None
    flaw: str | None

    @property
    def is_for_successes(self) -> bool:
        """Whether it gets what went well."""
        return "OnSuccess" in self.at

    @property
    def name(self) -> str:
        """What a message calls it."""
        if self.resource is not None:
            return self.resource.logical_id
        return self.value if isinstance(self.value, str) else self.service

    @property
    def is_fifo(self) -> bool | Unresolved:
        """Whether it is a FIFO queue or a FIFO topic."""
        if self.queue is not None:
            return self.queue.is_fifo
        if self.resource is not None:
            return self.resource.type == _TOPIC and cast("Topic", self.resource).is_fifo
        parts = components(self.value)
        last = parts[-1] if parts else None
        end = parts_of(last)[-1]
        return end.endswith(_FIFO_SUFFIX) if isinstance(end, str) else Unresolved("a name")


def destination(template: Template, value: Value, at: str) -> Destination | None:
    """What the property at `at` means; None when it is absent or empty."""
    if value is None or value == "":
        return None
    flaw = what_is_no_arn(value)
    queue = queue_target(value, template)
    service = "kafka" if known_start(value).startswith(_KAFKA) else arn_service(value)
    referenced = value.resource if isinstance(value, Reference) else None
    return Destination(at, value, service, queue or referenced, queue, flaw)
