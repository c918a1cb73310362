"""What kind of source an event source mapping polls: filters mean something else on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.template.values import PseudoParameter, Reference, Text, Unresolved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.template.resources.event_source_mapping import EventSourceMapping
    from policies.template.values import Value

# The names are those of policies.domain.filters.
_OF_RESOURCE: Final[Mapping[str, str]] = {
    "AWS::AmazonMQ::Broker": "mq",
    "AWS::DocDB::DBCluster": "documentdb",
    "AWS::DynamoDB::GlobalTable": "dynamodb",
    "AWS::DynamoDB::Table": "dynamodb",
    "AWS::Kinesis::Stream": "kinesis",
    "AWS::Kinesis::StreamConsumer": "kinesis",
    "AWS::MSK::Cluster": "kafka",
    "AWS::MSK::ServerlessCluster": "kafka",
    "AWS::SQS::Queue": "sqs",
}
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
_SERVICE: Final = 2


def event_source(mapping: EventSourceMapping) -> str | None:
    """The kind of source, None when the template does not tell."""
    arn = mapping.value("EventSourceArn")
    if isinstance(arn, Reference):
        found = _OF_RESOURCE.get(arn.resource.type)
    else:
        found = _OF_SERVICE.get(_service(arn))
    if found is None and (arn is None or isinstance(arn, Unresolved)):
        told = (kind for name, kind in _OF_PROPERTY.items() if mapping.value(name) is not None)
        found = next(told, None)
    return found


def _service(arn: Value) -> str:
    """The service of an ARN of which at least the head is known."""
    head = ""
    for part in arn.parts if isinstance(arn, Text) else (arn,):
        if isinstance(part, str):
            head += part
        elif isinstance(part, PseudoParameter):
            head += "*"
        else:
            break
    service, *rest = head.split(":")[_SERVICE:] or [""]
    return service if rest else ""
