"""Asynchronous invocation: how often Lambda tries again, and where it sends what it gives up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.domain.event_sources import some_of
from policies.domain.limits import ASYNC_RETRY_ATTEMPTS, ASYNC_RETRY_WAIT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Mapping

# What stands in the ARNs of the services that take failed or processed events.
# https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
FAILURE_DESTINATIONS: Final = frozenset({"events", "lambda", "s3", "sns", "sqs"})
SUCCESS_DESTINATIONS: Final = FAILURE_DESTINATIONS - {"s3"}
# https://docs.aws.amazon.com/lambda/latest/api/API_OnFailure.html
MAPPING_DESTINATIONS: Final = frozenset({"kafka", "s3", "sns", "sqs"})
# https://docs.aws.amazon.com/lambda/latest/api/API_DeadLetterConfig.html
DEAD_LETTER_TARGETS: Final = frozenset({"sns", "sqs"})

# What changes an item, and so calls the functions behind the table's stream.
TABLE_WRITES: Final = (
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:BatchWriteItem",
)

TITLES: Final[Mapping[str, str]] = {
    "events": "an event bus",
    "kafka": "a Kafka topic",
    "lambda": "a function",
    "s3": "a bucket",
    "sns": "a topic",
    "sqs": "a queue",
}


def possible_retries(event_age_seconds: int) -> int:
    """How many retries an event of this maximum age can see, when the function fails at once.

    See: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
    """
    waited, wait = 0, ASYNC_RETRY_WAIT_SECONDS
    for retries in range(ASYNC_RETRY_ATTEMPTS.maximum or 0):
        waited += wait
        if waited >= event_age_seconds:
            return retries
        wait += wait
    return ASYNC_RETRY_ATTEMPTS.maximum or 0


def event_age_problem(event_age_seconds: int, retries: int) -> str | None:
    """Why the retries that are asked for cannot all happen; None when they can."""
    possible = possible_retries(event_age_seconds)
    if possible >= retries:
        return None
    return (
        f"an event must live long enough for its {retries} retries, got a maximum age of "
        f"{event_age_seconds} s, which allows {possible}"
    )


def success_destination_problem(service: str) -> str | None:
    """Why records of successes cannot go to a service that takes those of failures."""
    if service in SUCCESS_DESTINATIONS:
        return None
    titles = some_of(TITLES[each] for each in SUCCESS_DESTINATIONS)
    return f"a destination for successes must be {titles}, got {TITLES[service]}"


def fifo_problem(service: str, name: str = "") -> str:
    """What to say of a FIFO queue or topic that is to take records or dead letters."""
    kind = "topic" if service == "sns" else "queue"
    return f"a destination must be a standard {kind}, got the FIFO {kind} {name}".rstrip()
