"""What Lambda polls, and which options of an event source mapping it takes on which source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.domain.limits import (
    MAPPING_BATCH_SIZE,
    MAPPING_MAXIMUM_POLLERS,
    MAPPING_MINIMUM_POLLERS,
    SYNCHRONOUS_PAYLOAD,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policies.domain.limits import Limit

# What a message calls a source; the names are those of policies.domain.filters.
TITLES: Final[Mapping[str, str]] = {
    "documentdb": "a DocumentDB cluster",
    "dynamodb": "a DynamoDB stream",
    "kafka": "a Kafka topic",
    "kinesis": "a Kinesis stream",
    "mq": "an Amazon MQ broker",
    "sqs": "an SQS queue",
}

# Sources with shards, which a failing batch blocks.
STREAMS: Final = frozenset({"dynamodb", "kinesis"})
# Sources that keep a record until it expires, and of which Lambda can discard records before.
LOGS: Final = STREAMS | {"kafka"}

# Sources that ask for user and password, from a secret.
BASIC_ACCESS: Final = frozenset({"documentdb", "mq"})

# Services whose resources call functions themselves or are called by them: what stands in ARNs.
NOT_POLLED: Final = frozenset({"events", "firehose", "lambda", "logs", "s3", "sns", "states"})

# Which sources take an option: the parentheses of
# https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html. Provisioned
# pollers are documented for Amazon MQ by the CDK alone, so nobody is refused there.
OPTIONS: Final[Mapping[str, frozenset[str]]] = {
    "AmazonManagedKafkaEventSourceConfig": frozenset({"kafka"}),
    "BisectBatchOnFunctionError": LOGS,
    "DestinationConfig": LOGS,
    "DocumentDBEventSourceConfig": frozenset({"documentdb"}),
    "FunctionResponseTypes": LOGS | {"sqs"},
    "MaximumRecordAgeInSeconds": LOGS,
    "MaximumRetryAttempts": LOGS,
    "ParallelizationFactor": STREAMS,
    "ProvisionedPollerConfig": frozenset({"kafka", "mq", "sqs"}),
    "Queues": frozenset({"mq"}),
    "ScalingConfig": frozenset({"sqs"}),
    "SelfManagedKafkaEventSourceConfig": frozenset({"kafka"}),
    "SourceAccessConfigurations": frozenset({"documentdb", "kafka", "mq"}),
    "Topics": frozenset({"kafka"}),
    "TumblingWindowInSeconds": STREAMS,
}

AT_TIMESTAMP: Final = "AT_TIMESTAMP"
TIMESTAMP_MISSING: Final = f"the starting position {AT_TIMESTAMP} needs a timestamp, got none"
TIMESTAMP_OF_TABLE: Final = (
    f"a DynamoDB stream starts at TRIM_HORIZON or LATEST, got {AT_TIMESTAMP}"
)

_BASE64_IN: Final = 3
_BASE64_OUT: Final = 4
_KIB: Final = 1024


def batch_size(source: str, *, is_fifo: bool = False) -> Limit:
    """The bounds of the batch size on a source; its default is the source's own."""
    return MAPPING_BATCH_SIZE.given("fifo" if is_fifo else source)


def pollers(source: str) -> tuple[Limit, Limit]:
    """The bounds of the minimum and of the maximum of provisioned pollers on a source."""
    return MAPPING_MINIMUM_POLLERS.given(source), MAPPING_MAXIMUM_POLLERS.given(source)


def largest_kinesis_record_kib() -> int:
    """The largest record, in KiB, that fits into an invocation: its data arrives as base64.

    See: https://docs.aws.amazon.com/streams/latest/dev/large-records.html
    """
    return (SYNCHRONOUS_PAYLOAD.maximum or 0) * _BASE64_IN // _BASE64_OUT // _KIB


def fifo_window_problem(window_seconds: int) -> str | None:
    """Why a FIFO queue cannot be polled with this batching window; None when it can.

    See: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    """
    if window_seconds == 0:
        return None
    return f"a FIFO queue has no batching window, got {window_seconds} s"


def pollers_problem(source: str, minimum: object, maximum: object) -> str | None:
    """Why a source cannot have these provisioned pollers; None when it can."""
    bounds = pollers(source)
    for limit, value in zip(bounds, (minimum, maximum), strict=True):
        problem = limit.count_violation(value)
        if problem:
            return problem
    return poller_order_problem(minimum, maximum)


def poller_order_problem(minimum: object, maximum: object) -> str | None:
    """Why there cannot be so many pollers at least and at most; None when there can, or may."""
    if isinstance(minimum, int) and isinstance(maximum, int) and minimum > maximum:
        return f"minimum of pollers must be at most the maximum of {maximum}, got {minimum}"
    return None


def starting_problem(source: str, position: str | None, *, has_timestamp: bool) -> str | None:
    """Why a mapping of a source cannot start there; None when it can.

    See: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
    """
    if position is None:
        return missing_position(source)
    if position == AT_TIMESTAMP:
        if source == "dynamodb":
            return TIMESTAMP_OF_TABLE
        if not has_timestamp:
            return TIMESTAMP_MISSING
    elif has_timestamp:
        return timestamp_beside(position)
    return None


def missing_position(source: str) -> str:
    """What is wrong with a mapping of the source that does not say where to start."""
    return f"a mapping of {TITLES[source]} must have a starting position, got none"


def timestamp_beside(position: str) -> str:
    """What is wrong with a timestamp beside another position than AT_TIMESTAMP."""
    return f"a starting timestamp counts with {AT_TIMESTAMP} only, got it with {position}"


def some_of(titles: Iterable[str]) -> str:
    """Titles as alternatives, in alphabetical order: `a Kafka topic or a Kinesis stream`."""
    *others, last = sorted(titles, key=str.lower)
    return f"{', '.join(others)} or {last}" if others else last
