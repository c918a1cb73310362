"""A payment is taken once, however often it is sent: `{"id": "p-1", "amount_cents": 1250}`.

The environment is the version's, and the same version may serve DEV, BETA and PROD. Whose table it
is to write to it reads from the name under which it was called.
"""

from __future__ import annotations

import logging
import os
from functools import cache
from typing import Any, Final, Protocol

import boto3  # type: ignore[import-untyped]  # its stubs weigh more than the one call here
from botocore.exceptions import ClientError  # type: ignore[import-untyped]  # as above

LARGEST_AMOUNT_CENTS: Final = 1_000_000

logger = logging.getLogger(__name__)


class Context(Protocol):
    """What Lambda tells of an invocation."""

    invoked_function_arn: str


def handler(event: dict[str, Any], context: Context) -> dict[str, str]:
    """The status of the payment: taken, known from before, or refused with the reason.

    A `dry_run` is judged and not kept: its status is "fine". What the caller did wrong is answered;
    what we did wrong is raised, because only an error stops the rollout of a bad version.
    """
    problem = problem_of(event)
    if problem:
        logger.info("refused", extra={"why": problem})
        return {"status": "refused", "why": problem}
    if event.get("dry_run") is True:
        return {"status": "fine"}
    release = context.invoked_function_arn.rpartition(":")[2]
    payment = {"id": event["id"], "amount_cents": event["amount_cents"]}
    try:
        payments_table(os.environ[f"{release}_TABLE"]).put_item(
            Item=payment, ConditionExpression="attribute_not_exists(id)"
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        return {"status": "known"}
    return {"status": "taken"}


def problem_of(event: dict[str, Any]) -> str | None:
    """Why the event is no payment, or None when it is one."""
    payment_id, amount = event.get("id"), event.get("amount_cents")
    if not isinstance(payment_id, str) or not payment_id:
        return "id must be a text"
    if type(amount) is not int or not 1 <= amount <= LARGEST_AMOUNT_CENTS:
        return f"amount_cents must be a whole number, 1 to {LARGEST_AMOUNT_CENTS}"
    return None


@cache
def payments_table(name: str) -> Any:
    """The table, connected to on first use and kept for later invocations."""
    return boto3.resource("dynamodb").Table(name)
