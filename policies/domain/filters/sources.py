"""What Lambda filters: the event sources, their data keys and what they do with other formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAGES: Final = "https://docs.aws.amazon.com/lambda/latest/dg/"


class Source(NamedTuple):
    """One event source that Lambda filters.

    Attributes:
        name: What this library calls it.
        title: What AWS calls its records.
        data_keys: The top-level keys of a pattern that reach into the payload.
        base64: Whether the payload is base64 in the record.
        plain_text: Whether a pattern may treat the payload as one plain string.
        drops_mismatches: Whether a record is dropped whose payload has another format than the
            pattern; otherwise only the pattern's metadata conditions decide about it.
        metadata: The other top-level keys of its records.
        proven: Those of them that AWS's own examples or recorded tests filter on.
        page: Where AWS documents it.
    """

    name: str
    title: str
    data_keys: tuple[str, ...]
    base64: bool
    plain_text: bool
    drops_mismatches: bool
    metadata: frozenset[str]
    proven: frozenset[str]
    page: str

    @property
    def data_key(self) -> str:
        """The key under which a pattern reaches into the payload."""
        return self.data_keys[0]


_STREAM: Final = ("eventID", "eventName", "eventSource", "eventSourceARN", "eventVersion")

SOURCES: Final[Mapping[str, Source]] = {
    source.name: source
    for source in (
        Source(
            "sqs",
            "SQS messages",
            ("body",),
            base64=False,
            plain_text=True,
            drops_mismatches=True,
            metadata=frozenset(
                {
                    *("attributes", "awsRegion", "eventSource", "eventSourceARN", "md5OfBody"),
                    *("md5OfMessageAttributes", "messageAttributes", "messageId"),
                    "receiptHandle",
                }
            ),
            proven=frozenset({"eventSource"}),
            page=f"{_PAGES}with-sqs-filtering.html",
        ),
        Source(
            "kinesis",
            "Kinesis records",
            ("data",),
            base64=True,
            plain_text=False,
            drops_mismatches=True,
            metadata=frozenset(
                {
                    *_STREAM,
                    *("approximateArrivalTimestamp", "awsRegion", "invokeIdentityArn", "kinesis"),
                    *("kinesisSchemaVersion", "partitionKey", "sequenceNumber"),
                }
            ),
            proven=frozenset(),
            page=f"{_PAGES}with-kinesis-filtering.html",
        ),
        Source(
            "dynamodb",
            "DynamoDB stream records",
            ("dynamodb",),
            base64=False,
            plain_text=False,
            drops_mismatches=True,
            metadata=frozenset({*_STREAM, "awsRegion", "userIdentity"}),
            proven=frozenset({"eventName", "userIdentity"}),
            page=f"{_PAGES}with-ddb-filtering.html",
        ),
        Source(
            "kafka",
            "Kafka records",
            # `key` stands in AWS's older page only.
            ("value", "key"),
            base64=True,
            plain_text=True,
            drops_mismatches=False,
            metadata=frozenset(
                {
                    *("headers", "keySchemaMetadata", "offset", "partition", "timestamp"),
                    *("timestampType", "topic", "valueSchemaMetadata"),
                }
            ),
            proven=frozenset(),
            page=f"{_PAGES}kafka-filtering.html",
        ),
        Source(
            "mq",
            "Amazon MQ messages",
            ("data",),
            base64=True,
            plain_text=True,
            drops_mismatches=False,
            metadata=frozenset(
                {
                    *("basicProperties", "brokerInTime", "brokerOutTime", "connectionId"),
                    *("correlationId", "deliveryMode", "destination", "expiration", "messageID"),
                    *("messageType", "priority", "properties", "redelivered", "replyTo"),
                    *("timestamp", "type"),
                }
            ),
            proven=frozenset({"basicProperties"}),
            page=f"{_PAGES}with-mq-filtering.html",
        ),
    )
}
