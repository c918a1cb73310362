import json
import logging
from decimal import Decimal
from typing import Any

import pytest

from apps.sensors.detector import detector


class Table:
    """Keeps items as DynamoDB does: by key, one for each."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], dict[str, Any]] = {}
        self.fails_for: set[str] = set()

    def put_item(self, *, Item: dict[str, Any]) -> None:  # noqa: N803  # boto3's word
        if Item["sensor"] in self.fails_for:
            raise ConnectionError("no table today")
        self.items[Item["sensor"], Item["time"]] = Item


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Table:
    table = Table()
    monkeypatch.setattr(detector, "faults_table", lambda: table)
    return table


def body(**changes: Any) -> str:
    reading = {"sensor": "a", "time": "2026-11-21T10:00:00Z", "temperature": 20, "voltage": 12}
    return json.dumps(reading | changes)


def batch(*bodies: str) -> dict[str, Any]:
    return {"Records": [{"messageId": f"m{n}", "body": text} for n, text in enumerate(bodies)]}


def failures(*messages: str) -> dict[str, list[dict[str, str]]]:
    return {"batchItemFailures": [{"itemIdentifier": message} for message in messages]}


def test_what_the_filter_lets_through_is_kept(table: Table) -> None:
    assert detector.handler(batch(body(temperature=101)), None) == failures()

    [fault] = table.items.values()
    assert fault["sensor"] == "a"
    assert fault["time"] == "2026-11-21T10:00:00Z"


def test_numbers_are_kept_to_the_last_digit(table: Table) -> None:
    detector.handler(batch(body(temperature=100.1)), None)

    [fault] = table.items.values()
    assert fault["temperature"] == Decimal("100.1")
    assert fault["voltage"] == Decimal(12)


def test_a_message_that_comes_twice_is_one_fault(table: Table) -> None:
    again = body(temperature=101)
    detector.handler(batch(again, again), None)
    detector.handler(batch(again), None)

    assert len(table.items) == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "not JSON: "),
        ("[]", "not a JSON object"),
        (body(sensor=""), "sensor must be a non-empty string, got ''"),
        (body(time=7), "time must be a non-empty string, got Decimal('7')"),
        (body(temperature="101"), "temperature must be a number, got '101'"),
        (body(voltage=True), "voltage must be a number, got True"),
        (body(voltage=None), "voltage must be a number, got None"),
        (body(voltage=float("nan")), "voltage must be a number, got nan"),
    ],
)
def test_an_unreadable_message_is_reported_and_the_rest_handled(
    table: Table, caplog: pytest.LogCaptureFixture, text: str, why: str
) -> None:
    answer = detector.handler(batch(text, body(temperature=101)), None)

    assert answer == failures("m0")
    assert len(table.items) == 1
    [record] = caplog.records
    assert (record.message, record.__dict__["message_id"]) == ("unreadable reading", "m0")
    assert record.__dict__["why"].startswith(why)


def test_messages_nobody_can_read_are_no_error_of_the_version(table: Table) -> None:
    assert detector.handler(batch("{", "["), None) == failures("m0", "m1")
    assert table.items == {}


def test_a_write_that_fails_is_reported_and_the_rest_handled(
    table: Table, caplog: pytest.LogCaptureFixture
) -> None:
    table.fails_for = {"b"}

    answer = detector.handler(batch(body(temperature=101), body(sensor="b", temperature=101)), None)

    assert answer == failures("m1")
    assert [key for key, _ in table.items] == ["a"]
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_a_batch_in_which_nothing_works_is_an_error(table: Table) -> None:
    table.fails_for = {"a"}

    with pytest.raises(RuntimeError, match=r"^none of 2 readings could be handled$"):
        detector.handler(batch(body(temperature=101), "{", body(voltage=0)), None)


def test_a_fault_leaves_a_line_with_fields(table: Table, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    detector.handler(batch(body(temperature=101)), None)

    [record] = caplog.records
    assert (record.message, record.__dict__["sensor"]) == ("fault", "a")
    assert table.items


def test_the_client_is_made_once_and_not_before_it_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FAULTS_TABLE", "faults")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    detector.faults_table.cache_clear()

    table = detector.faults_table()

    assert table.name == "faults"
    assert detector.faults_table() is table
