"""Which queue of the assembly an ARN or a reference means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from policies.template.arns import ARN_PARTS, components
from policies.template.values import PseudoParameter, Reference

if TYPE_CHECKING:
    from policies.template.resource import Resource
    from policies.template.resources.queue import Queue
    from policies.template.template import Template
    from policies.template.values import Value

_QUEUE: Final = "AWS::SQS::Queue"


def queue_target(value: Value, template: Template) -> Queue | None:
    """The SQS queue that the value is the ARN of, when the assembly holds it."""
    parts = components(value)
    if parts is None or len(parts) != ARN_PARTS or parts[2] != "sqs":
        return None
    name = parts[-1]
    found: Resource | None = None
    if isinstance(name, Reference):
        found = name.resource
    elif isinstance(name, str) and _is_here(parts[3:5], template):
        found = template.environment.named(_QUEUE, name)
    return cast("Queue", found) if found is not None and found.type == _QUEUE else None


def _is_here(place: tuple[object, ...], template: Template) -> bool:
    """An ARN may name another account's queue, or one of another region."""
    own = template.environment.region, template.environment.account
    return all(
        isinstance(part, PseudoParameter) or part == mine
        for part, mine in zip(place, own, strict=True)
    )
