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
from typing import Annotated, Any, Final
from uuid import UUID, uuid5

import boto3  # type: ignore[import-untyped]  # its stubs weigh more than the two calls here
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2
from botocore.exceptions import ClientError  # type: ignore[import-untyped]  # as above
from pydantic import BaseModel, Field, ValidationError

LONGEST_TEXT: Final = 200
LARGEST_QUANTITY: Final = 1000
_ORDERS: Final = UUID("6f1c2c0e-6a59-4d3c-9a64-7c8f0b1f3f5d")

logger = logging.getLogger(__name__)


class RefusedError(Exception):
    """The request cannot be served; the caller is told why, with this status."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Wanted(BaseModel):
    """What the body of a POST says."""

    item: Annotated[str, Field(strict=True, min_length=1, max_length=LONGEST_TEXT)]
    quantity: Annotated[int, Field(strict=True, ge=1, le=LARGEST_QUANTITY)]


# What to tell a caller, by the field that is wrong; the body itself is none.
_REFUSALS: Final = {
    "item": f"item must be a text of 1 to {LONGEST_TEXT} characters",
    "quantity": f"quantity must be a whole number, 1 to {LARGEST_QUANTITY}",
    None: "the body must be a JSON object",
}


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
        return _served(APIGatewayProxyEventV2(event))
    except RefusedError as refused:
        logger.info("refused", extra={"status": refused.status.value, "why": str(refused)})
        return _answer(refused.status, {"error": str(refused)})


def _served(event: APIGatewayProxyEventV2) -> dict[str, Any]:
    match event.route_key:
        case "POST /orders":
            return make_order(event)
        case "GET /orders/{id}":
            return read_order(event.path_parameters["id"])
        case route:
            raise RefusedError(HTTPStatus.NOT_FOUND, f"there is no {route}")


def make_order(event: APIGatewayProxyEventV2) -> dict[str, Any]:
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


def _order(event: APIGatewayProxyEventV2) -> Order:
    key = event.headers.get("Idempotency-Key", "")
    if not 1 <= len(key) <= LONGEST_TEXT:
        raise RefusedError(
            HTTPStatus.BAD_REQUEST,
            f"Idempotency-Key must be 1 to {LONGEST_TEXT} characters, got {len(key)}",
        )
    # Not the caller's own ARN: it names the session, and a retry may come from the next session.
    account = event["requestContext"]["authorizer"]["iam"]["accountId"]
    wanted = _wanted(event)
    order_id = uuid5(_ORDERS, f"{account} {key}")
    return Order(id=str(order_id), item=wanted.item, quantity=wanted.quantity)


def _wanted(event: APIGatewayProxyEventV2) -> Wanted:
    body = event.body or ""
    try:
        text = base64.b64decode(body, validate=True) if event.is_base64_encoded else body
        return Wanted.model_validate_json(text)
    except ValidationError as error:
        [first, *_] = error.errors()
        reason = _REFUSALS[str(first["loc"][0]) if first["loc"] else None]
        if first["type"] == "json_invalid":
            reason = "the body must be JSON"
    except ValueError:  # no base64
        reason = "the body must be JSON"
    raise RefusedError(HTTPStatus.BAD_REQUEST, reason)


def _answer(
    status: HTTPStatus, body: dict[str, Any], *, headers: dict[str, str] | None = None
) -> dict[str, Any]:
    return {
        "statusCode": status.value,
        "headers": {"content-type": "application/json", **(headers or {})},
        "body": json.dumps(body),
    }
