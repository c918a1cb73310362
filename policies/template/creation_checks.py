"""What Lambda makes sure a role may do before it creates what polls or delivers with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policies.domain.needed_rights import DESTINATION, SOURCE
from policies.template.resources.event_source_mapping import EventSourceMapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.domain.needed_rights import Need
    from policies.template.resources.event_invoke_config import EventInvokeConfig
    from policies.template.resources.function import Function
    from policies.template.values import Value

_POLLED = ("sqs", "kinesis", "dynamodb")


class Check(NamedTuple):
    """Rights that the role of a function must have, on a resource or on any (None)."""

    function: Function
    needs: Iterable[Need]
    on: Value = None


def creation_checks(resource: EventSourceMapping | EventInvokeConfig) -> Iterator[Check]:
    """The rights without which the resource is refused."""
    target = resource.target
    if target is None or not target.has_current_configuration:
        return
    if isinstance(resource, EventSourceMapping) and resource.source in _POLLED:
        yield Check(target.function, SOURCE[resource.source], resource.source_arn)
    for destination in resource.destinations:
        on = None if destination.service == "s3" else destination.value
        yield Check(target.function, DESTINATION.get(destination.service, ()), on)
