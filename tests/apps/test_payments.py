from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError  # type: ignore[import-untyped]  # as in the handler

from apps.payments.handler import payments


class Table:
    """Keeps items as DynamoDB does: one for each id, and a condition refuses a second."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, Any]] = {}
        self.is_down = False

    def put_item(
        self,
        *,
        Item: dict[str, Any],  # noqa: N803  # boto3's word
        ConditionExpression: str,  # noqa: N803  # as above
    ) -> None:
        if self.is_down:
            raise ClientError({"Error": {"Code": "InternalServerError"}}, "PutItem")
        assert ConditionExpression == "attribute_not_exists(id)"
        if Item["id"] in self.items:
            raise ClientError({"Error": {"Code": "ConditionalCheckFailedException"}}, "PutItem")
        self.items[Item["id"]] = Item


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> dict[str, Table]:
    tables = {release: Table() for release in ("DEV", "BETA", "PROD")}
    for release in tables:
        monkeypatch.setenv(f"{release}_TABLE", release)
    monkeypatch.setattr(payments, "payments_table", tables.__getitem__)
    return tables


def called(release: str) -> Any:
    arn = f"arn:aws:lambda:eu-west-1:123456789012:function:payments:{release}"
    return SimpleNamespace(invoked_function_arn=arn)


def payment(**changes: Any) -> dict[str, Any]:
    return {"id": "p-1", "amount_cents": 1250} | changes


@pytest.mark.parametrize("release", ["DEV", "BETA", "PROD"])
def test_a_release_writes_to_its_own_table(tables: dict[str, Table], release: str) -> None:
    answer = payments.handler(payment(), called(release))

    assert answer == {"status": "taken"}
    assert {name for name, table in tables.items() if table.items} == {release}
    assert tables[release].items["p-1"] == payment()


def test_a_payment_is_taken_once(tables: dict[str, Table]) -> None:
    payments.handler(payment(), called("PROD"))

    assert payments.handler(payment(amount_cents=1), called("PROD")) == {"status": "known"}
    assert tables["PROD"].items["p-1"] == payment()


def test_a_dry_run_is_judged_and_not_kept(tables: dict[str, Table]) -> None:
    # A smoke test calls the version by its number, which has no table.
    assert payments.handler(payment(dry_run=True), called("7")) == {"status": "fine"}
    assert not any(table.items for table in tables.values())


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"id": ""}, "id must be a text"),
        ({"id": 7}, "id must be a text"),
        ({"amount_cents": 0}, "amount_cents must be a whole number, 1 to 1000000"),
        ({"amount_cents": 12.5}, "amount_cents must be a whole number, 1 to 1000000"),
        ({"amount_cents": True}, "amount_cents must be a whole number, 1 to 1000000"),
        ({"amount_cents": 1_000_001}, "amount_cents must be a whole number, 1 to 1000000"),
    ],
)
def test_what_is_no_payment_is_answered_and_not_raised(
    tables: dict[str, Table], changes: dict[str, Any], why: str
) -> None:
    answer = payments.handler(payment(**changes), called("PROD"))

    assert answer == {"status": "refused", "why": why}
    assert tables["PROD"].items == {}


def test_a_failure_of_ours_is_raised(tables: dict[str, Table]) -> None:
    tables["PROD"].is_down = True

    with pytest.raises(ClientError, match="InternalServerError"):
        payments.handler(payment(), called("PROD"))
