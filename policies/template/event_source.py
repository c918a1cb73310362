"""What kind of source an event source mapping polls: filters mean something else on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.template.arn_service import arn_service
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.template.resources.event_source_mapping import EventSourceMapping

# The names are those of policies.domain.filters.
_OF_SERVICE: Final[Mapping[str, str]] = {
    "dynamodb": "dynamodb",
    "kafka": "kafka",
    "kinesis": "kinesis",
    "mq": "mq",
    "rds": "documentdb",  # DocumentDB clusters have ARNs of RDS
    "sqs": "sqs",
}
# Properties that only mappings of one kind of source have.
_OF_PROPERTY: Final[Mapping[str, str]] = {
    "AmazonManagedKafkaEventSourceConfig": "kafka",
    "DocumentDBEventSourceConfig": "documentdb",
    "Queues": "mq",
    "SelfManagedEventSource": "kafka",
    "SelfManagedKafkaEventSourceConfig": "kafka",
    "Topics": "kafka",
}


def event_source(mapping: EventSourceMapping) -> str | None:
    """The kind of source, None when the template does not tell."""
    arn = mapping.value("EventSourceArn")
    found = _OF_SERVICE.get(arn_service(arn))
    if found is None and (arn is None or isinstance(arn, Unresolved)):
        told = (kind for name, kind in _OF_PROPERTY.items() if mapping.value(name) is not None)
        found = next(told, None)
    return found
