import base64
import json
import logging
from decimal import Decimal
from typing import Any

import pytest
from botocore.exceptions import ClientError  # type: ignore[import-untyped]  # it has no stubs

from apps.orders.api import orders


class Table:
    """Keeps items as DynamoDB does, numbers as Decimal, and refuses a second item of an id."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, Any]] = {}
        self.error: str | None = None

    def put_item(self, *, Item: dict[str, Any], ConditionExpression: str) -> None:  # noqa: N803
        assert ConditionExpression == "attribute_not_exists(id)"
        if self.error or Item["id"] in self.items:
            code = self.error or "ConditionalCheckFailedException"
            raise ClientError({"Error": {"Code": code, "Message": ""}}, "PutItem")
        self.items[Item["id"]] = Item | {"quantity": Decimal(Item["quantity"])}

    def get_item(self, *, Key: dict[str, str], ConsistentRead: bool) -> dict[str, Any]:  # noqa: N803
        assert ConsistentRead
        item = self.items.get(Key["id"])
        return {"Item": item} if item else {}


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Table:
    table = Table()
    monkeypatch.setattr(orders, "orders_table", lambda: table)
    return table


def post(
    body: object = None, *, key: str | None = "k1", account: str = "123456789012"
) -> dict[str, Any]:
    order = {"item": "bolt", "quantity": 3} if body is None else body
    return {
        "routeKey": "POST /orders",
        "headers": {} if key is None else {"idempotency-key": key},
        "requestContext": {"authorizer": {"iam": {"accountId": account}}},
        "body": order if isinstance(order, str) else json.dumps(order),
        "isBase64Encoded": False,
    }


def get(order_id: str) -> dict[str, Any]:
    return {"routeKey": "GET /orders/{id}", "pathParameters": {"id": order_id}}


def answer(event: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    response = orders.handler(event, None)
    assert response["headers"]["content-type"] == "application/json"
    return response["statusCode"], json.loads(response["body"])


def test_an_order_is_made_and_can_be_read(table: Table) -> None:
    status, made = answer(post())

    assert status == 201
    assert (made["item"], made["quantity"]) == ("bolt", 3)
    assert list(table.items) == [made["id"]]
    assert answer(get(made["id"])) == (200, made)


def test_the_answer_says_where_the_order_is(table: Table) -> None:
    response = orders.handler(post(), None)

    [order_id] = table.items
    assert response["headers"]["location"] == f"/orders/{order_id}"


def test_a_request_sent_again_makes_no_second_order(table: Table) -> None:
    _, made = answer(post())

    assert answer(post()) == (200, made)
    assert len(table.items) == 1


def test_a_key_of_another_order_is_refused(table: Table) -> None:
    answer(post())

    assert answer(post({"item": "nut", "quantity": 3})) == (
        422,
        {"error": "the Idempotency-Key belongs to another order"},
    )
    assert [item["item"] for item in table.items.values()] == ["bolt"]


def test_other_keys_and_other_accounts_make_other_orders(table: Table) -> None:
    statuses = [
        answer(event)[0] for event in (post(), post(key="k2"), post(account="210987654321"))
    ]

    assert statuses == [201, 201, 201]
    assert len(table.items) == 3


def test_a_body_in_base64_is_read(table: Table) -> None:
    event = post()
    event["body"] = base64.b64encode(event["body"].encode()).decode()
    event["isBase64Encoded"] = True

    assert answer(event)[0] == 201
    assert table.items


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (post(key=None), "Idempotency-Key must be 1 to 200 characters, got 0"),
        (post(key="k" * 201), "Idempotency-Key must be 1 to 200 characters, got 201"),
        (post("{"), "the body must be JSON"),
        (post("") | {"body": None}, "the body must be JSON"),
        (post("no base64!") | {"isBase64Encoded": True}, "the body must be JSON"),
        (post([]), "the body must be a JSON object"),
        (post({"quantity": 3}), "item must be a text of 1 to 200 characters"),
        (post({"item": "", "quantity": 3}), "item must be a text of 1 to 200 characters"),
        (post({"item": "bolt"}), "quantity must be a whole number, 1 to 1000"),
        (post({"item": "bolt", "quantity": 0}), "quantity must be a whole number, 1 to 1000"),
        (post({"item": "bolt", "quantity": 1001}), "quantity must be a whole number, 1 to 1000"),
        (post({"item": "bolt", "quantity": 1.5}), "quantity must be a whole number, 1 to 1000"),
        (post({"item": "bolt", "quantity": True}), "quantity must be a whole number, 1 to 1000"),
    ],
)
def test_a_malformed_order_is_the_caller_s_mistake(
    table: Table, event: dict[str, Any], why: str
) -> None:
    assert answer(event) == (400, {"error": why})
    assert table.items == {}


@pytest.mark.usefixtures("table")
def test_an_order_that_is_not_there_is_not_found() -> None:
    assert answer(get("nowhere")) == (404, {"error": "there is no order nowhere"})


def test_a_route_nobody_made_is_not_found() -> None:
    assert answer({"routeKey": "$default"}) == (404, {"error": "there is no $default"})


def test_a_table_that_fails_is_an_error_that_the_alarm_sees(table: Table) -> None:
    table.error = "ProvisionedThroughputExceededException"

    with pytest.raises(ClientError, match="ProvisionedThroughputExceededException"):
        orders.handler(post(), None)


def test_what_is_made_and_what_is_refused_leave_lines_with_fields(
    table: Table, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    answer(post())
    answer(post(key=None))

    made, refused = caplog.records
    assert (made.message, made.__dict__["order_id"]) == ("order made", next(iter(table.items)))
    assert (refused.message, refused.__dict__["status"]) == ("refused", 400)


def test_the_client_is_made_once_and_not_before_it_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ORDERS_TABLE", "orders")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    orders.orders_table.cache_clear()

    table = orders.orders_table()

    assert table.name == "orders"
    assert orders.orders_table() is table
