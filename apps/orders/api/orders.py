"""Orders over HTTP: POST /orders makes one, GET /orders/{id} reads it back.

A POST names itself with an `Idempotency-Key` header, so that a client that saw no answer may send
it again: within an account, the same key and the same order make one order, however often they
come.
"""

from __future__ import annotations

import base64
import json
import logging
import os
from dataclasses import asdict, dataclass
from functools import cache
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID, uuid5

import boto3  # type: ignore[import-untyped]  # its stubs weigh more than the two calls here
from botocore.exceptions import ClientError  # type: ignore[import-untyped]  # as above

LONGEST_TEXT: Final = 200
LARGEST_QUANTITY: Final = 1000
_ORDERS: Final = UUID("6f1c2c0e-6a59-4d3c-9a64-7c8f0b1f3f5d")

logger = logging.getLogger(__name__)


class RefusedError(Exception):
    """The request cannot be served; the caller is told why, with this status."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True, slots=True)
class Order:
    """What a caller orders."""

    id: str
    item: str
    quantity: int


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """The answer to one HTTP request, in API Gateway's payload format 2.0.

    What the caller did wrong is answered with a 4xx. What we did wrong is raised: API Gateway
    answers it with a 500, and only an error is seen by the alarm that stops a bad version.
    """
    try:
        return _served(event)
    except RefusedError as refused:
        logger.info("refused", extra={"status": refused.status.value, "why": str(refused)})
        return _answer(refused.status, {"error": str(refused)})


def _served(event: dict[str, Any]) -> dict[str, Any]:
    match event["routeKey"]:
        case "POST /orders":
            return make_order(event)
        case "GET /orders/{id}":
            return read_order(event["pathParameters"]["id"])
        case route:
            raise RefusedError(HTTPStatus.NOT_FOUND, f"there is no {route}")


def make_order(event: dict[str, Any]) -> dict[str, Any]:
    """The order exists: 201 if this request made it, 200 if an earlier one did.

    Raises:
        RefusedError: 400 without an Idempotency-Key or a well-formed order; 422 where the key has
            been used for another order.
    """
    order = _order(event)
    try:
        orders_table().put_item(Item=asdict(order), ConditionExpression="attribute_not_exists(id)")
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        if _find(order.id) != order:
            raise RefusedError(
                HTTPStatus.UNPROCESSABLE_ENTITY, "the Idempotency-Key belongs to another order"
            ) from None
        return _answer(HTTPStatus.OK, asdict(order))
    logger.info("order made", extra={"order_id": order.id})
    return _answer(HTTPStatus.CREATED, asdict(order), headers={"location": f"/orders/{order.id}"})


def read_order(order_id: str) -> dict[str, Any]:
    """The order of that id.

    Raises:
        RefusedError: 404 where there is none.
    """
    order = _find(order_id)
    if order is None:
        raise RefusedError(HTTPStatus.NOT_FOUND, f"there is no order {order_id}")
    return _answer(HTTPStatus.OK, asdict(order))


@cache
def orders_table() -> Any:
    """The table, connected to on first use and kept for later invocations."""
    return boto3.resource("dynamodb").Table(os.environ["ORDERS_TABLE"])


def _find(order_id: str) -> Order | None:
    # A retry may come within the second in which an ordinary read can miss the write.
    item = orders_table().get_item(Key={"id": order_id}, ConsistentRead=True).get("Item")
    return item and Order(id=item["id"], item=item["item"], quantity=int(item["quantity"]))


def _order(event: dict[str, Any]) -> Order:
    # API Gateway hands over header names in lower case.
    key = event["headers"].get("idempotency-key", "")
    if not 1 <= len(key) <= LONGEST_TEXT:
        raise RefusedError(
            HTTPStatus.BAD_REQUEST,
            f"Idempotency-Key must be 1 to {LONGEST_TEXT} characters, got {len(key)}",
        )
    # Not the caller's own ARN: it names the session, and a retry may come from the next session.
    account = event["requestContext"]["authorizer"]["iam"]["accountId"]
    fields = _json_object(event)
    item, quantity = fields.get("item"), fields.get("quantity")
    if not isinstance(item, str) or not 1 <= len(item) <= LONGEST_TEXT:
        raise RefusedError(
            HTTPStatus.BAD_REQUEST, f"item must be a text of 1 to {LONGEST_TEXT} characters"
        )
    if type(quantity) is not int or not 1 <= quantity <= LARGEST_QUANTITY:
        raise RefusedError(
            HTTPStatus.BAD_REQUEST, f"quantity must be a whole number, 1 to {LARGEST_QUANTITY}"
        )
    return Order(id=str(uuid5(_ORDERS, f"{account} {key}")), item=item, quantity=quantity)


def _json_object(event: dict[str, Any]) -> dict[str, Any]:
    body = event.get("body") or ""
    try:
        if event.get("isBase64Encoded"):
            body = base64.b64decode(body, validate=True).decode()
        fields = json.loads(body)
    except ValueError:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "the body must be JSON") from None
    if not isinstance(fields, dict):
        raise RefusedError(HTTPStatus.BAD_REQUEST, "the body must be a JSON object")
    return fields


def _answer(
    status: HTTPStatus, body: dict[str, Any], *, headers: dict[str, str] | None = None
) -> dict[str, Any]:
    return {
        "statusCode": status.value,
        "headers": {"content-type": "application/json", **(headers or {})},
        "body": json.dumps(body),
    }
