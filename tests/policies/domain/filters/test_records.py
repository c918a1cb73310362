"""Records of event source mappings: what Lambda decodes, drops and lets through."""

# ruff: noqa: ISC004  # patterns and messages on lines of their own

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from policies.domain.filters import (
    EventError,
    PatternError,
    passes_any,
    record_filter,
    record_passes,
)


def encoded(payload: object) -> str:
    text = payload if isinstance(payload, bytes) else _text(payload).encode()
    return base64.b64encode(text).decode()


def _text(payload: object) -> str:
    return payload if isinstance(payload, str) else json.dumps(payload)


def sqs(payload: object) -> dict[str, Any]:
    return {"messageId": "1", "body": _text(payload), "eventSource": "aws:sqs", "attributes": {}}


def kinesis(payload: object) -> dict[str, Any]:
    return {"kinesis": {"partitionKey": "k", "data": encoded(payload)}, "eventID": "shard:1"}


def kafka(payload: object, **metadata: object) -> dict[str, Any]:
    return {"topic": "orders", "partition": 0, "value": encoded(payload), **metadata}


def mq(payload: object) -> dict[str, Any]:
    return {"messageID": "1", "data": encoded(payload)}


def dynamodb(**image: object) -> dict[str, Any]:
    return {
        "eventName": "INSERT",
        "dynamodb": {"NewImage": image, "SizeBytes": 20, "SequenceNumber": "1"},
    }


JSON_BODY = {"temperature": 120}

PASS = [
    ("sqs", '{"body": {"temperature": [{"numeric": [">", 100]}]}}', sqs(JSON_BODY)),
    ("sqs", '{"body": ["hello"]}', sqs("hello")),
    ("sqs", '{"body": [{"prefix": "he"}]}', sqs("hello")),
    ("sqs", '{"eventSource": ["aws:sqs"]}', sqs("hello")),
    ("sqs", '{"eventSource": ["aws:sqs"]}', sqs(JSON_BODY)),
    ("sqs", '{"body": {"a": [1]}}', sqs([{"a": 0}, {"a": 1}])),
    ("sqs", '{"$or": [{"body": ["hello"]}, {"body": {"a": [1]}}]}', sqs("hello")),
    ("sqs", '{"$or": [{"body": ["hello"]}, {"body": {"a": [1]}}]}', sqs({"a": 1})),
    # A bare number or quoted string is not known to count as JSON: it stays text.
    ("sqs", '{"body": ["5"]}', sqs("5")),
    ("sqs", '{"body.temperature": [120]}', sqs(JSON_BODY)),
    ("kinesis", '{"data": {"temperature": [120]}}', kinesis(JSON_BODY)),
    ("kinesis", '{"eventID": [{"prefix": "shard"}]}', kinesis("not json")),
    ("kinesis", '{"data": {"a": [1]}}', {"data": encoded({"a": 1})}),
    ("dynamodb", '{"dynamodb": {"NewImage": {"id": {"S": ["x"]}}}}', dynamodb(id={"S": "x"})),
    ("dynamodb", '{"eventName": ["INSERT"]}', dynamodb()),
    (
        "dynamodb",
        '{"dynamodb": {"NewImage": {"id": [{"exists": false}]}}}',
        dynamodb(id={"S": "x"}),
    ),
    ("kafka", '{"value": {"id": ["x"]}}', kafka({"id": "x"})),
    ("kafka", '{"value": [{"anything-but": "error"}]}', kafka("fine")),
    ("kafka", '{"key": ["k"]}', kafka("fine", key=encoded("k"))),
    # Kafka and MQ: another format leaves the decision to the metadata.
    ("kafka", '{"value": {"id": ["x"]}}', kafka("plain")),
    ("kafka", '{"value": ["plain"]}', kafka({"id": "x"})),
    ("kafka", '{"value": {"id": ["x"]}, "topic": ["orders"]}', kafka("plain")),
    ("kafka", '{"value": {"id": ["x"]}}', kafka(b"\xff\xfe")),
    ("kafka", '{"value": {"id": ["x"]}}', {"topic": "orders", "value": None}),
    ("mq", '{"data": {"timeout": [{"numeric": [">", 0]}]}}', mq({"timeout": 5})),
    ("mq", '{"data": [{"prefix": "Result: "}]}', mq("Result: 5")),
    ("mq", '{"data": {"timeout": [1]}}', mq("plain")),
]

FAIL = [
    ("sqs", '{"body": {"temperature": [{"numeric": [">", 100]}]}}', sqs({"temperature": 100})),
    ("sqs", '{"body": {"a": ["x"]}}', sqs("hello")),
    ("sqs", '{"body": ["{\\"a\\": 1}"]}', sqs({"a": 1})),
    ("sqs", '{"body": {"a": [1]}, "body": ["hello"]}', sqs("hello")),
    ("sqs", '{"body": ["hello"]}', {"messageId": "1"}),
    ("kinesis", '{"data": {"a": [1]}}', kinesis("not json")),
    ("kinesis", '{"data": {"a": [1]}}', kinesis(b"\xff\xfe")),
    ("kinesis", '{"kinesis": {"data": {"a": [1]}}}', kinesis({"a": 1})),
    ("dynamodb", '{"dynamodb": {"NewImage": {"id": ["x"]}}}', dynamodb(id={"S": "x"})),
    (
        "dynamodb",
        '{"dynamodb": {"NewImage": {"n": {"N": [{"numeric": [">", 1]}]}}}}',
        dynamodb(n={"N": "5"}),
    ),
    ("dynamodb", '{"dynamodb": {"NewImage": {"id": {"S": ["x"]}}}}', {"eventName": "REMOVE"}),
    ("kafka", '{"value": {"id": ["x"]}, "topic": ["other"]}', kafka("plain")),
    ("kafka", '{"value": {"id": ["x"]}}', kafka({"id": "y"})),
    ("mq", '{"data": [{"prefix": "Result: "}]}', mq("Nope")),
]


@pytest.mark.parametrize(("source", "pattern", "record"), PASS)
def test_passes(source: str, pattern: str, record: dict[str, Any]) -> None:
    assert record_passes(pattern, record, source)
    assert record_filter(pattern, source).explain(record) is None


@pytest.mark.parametrize(("source", "pattern", "record"), FAIL)
def test_fails_and_says_why(source: str, pattern: str, record: dict[str, Any]) -> None:
    assert not record_passes(pattern, record, source)
    assert record_filter(pattern, source).explain(record) is not None


@pytest.mark.parametrize(
    ("source", "pattern", "message"),
    [
        (
            "kinesis",
            '{"data": ["text"]}',
            'data: Kinesis records cannot be filtered by plain text; write {"data": {"field": '
            "[...]}}",
        ),
        (
            "dynamodb",
            '{"dynamodb": [{"exists": true}]}',
            "dynamodb: DynamoDB stream records cannot be filtered by plain text; write "
            '{"dynamodb": {"field": [...]}}',
        ),
        (
            "documentdb",
            '{"a": [1]}',
            "Lambda does not filter Amazon DocumentDB events; filter in the function",
        ),
        ("sns", '{"a": [1]}', "source must be one of sqs, kinesis, dynamodb, kafka, mq, got 'sns'"),
        ("sqs", '{"a": 1}', "a: must be an object or an array, got 1; write [1]"),
    ],
)
def test_refused_for_the_source(source: str, pattern: str, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        record_passes(pattern, {}, source)

    assert message == str(caught.value)


@pytest.mark.parametrize(
    ("source", "pattern", "record", "miss"),
    [
        (
            "sqs",
            '{"body": {"temperature": [{"numeric": [">", 100]}]}}',
            sqs({"temperature": 80}),
            'body.temperature: wanted [{"numeric": [">", 100]}], found 80',
        ),
        (
            "sqs",
            '{"body": {"temperature": [1]}}',
            sqs("hot"),
            "body: wanted JSON, found plain text: dropped",
        ),
        (
            "sqs",
            '{"body": ["x"]}',
            {"messageId": "1"},
            "body: wanted plain text, found no text: dropped",
        ),
        (
            "kafka",
            '{"value": {"id": ["x"]}, "topic": ["other"]}',
            kafka("plain"),
            'topic: wanted ["other"], found "orders"',
        ),
        (
            "sqs",
            '{"$or": [{"body": {"a": [1]}}, {"eventSource": ["aws:sns"]}]}',
            sqs("plain"),
            'eventSource: wanted ["aws:sns"], found "aws:sqs"',
        ),
    ],
)
def test_explanation(source: str, pattern: str, record: dict[str, Any], miss: str) -> None:
    assert miss == str(record_filter(pattern, source).explain(record))


def test_a_payload_that_is_not_base64_is_an_error_of_the_sample() -> None:
    with pytest.raises(EventError, match=r"^data must be base64, as Lambda delivers it$"):
        record_passes('{"data": {"a": [1]}}', {"kinesis": {"data": '{"a": 1}'}}, "kinesis")


def test_a_record_that_is_no_object_is_an_error_of_the_sample() -> None:
    with pytest.raises(EventError, match=r"^a record must be an object, got list$"):
        record_passes('{"data": {"a": [1]}}', [], "kinesis")  # type: ignore[arg-type]


def test_one_of_several_filters_is_enough() -> None:
    filters = [record_filter(f'{{"body": {{"a": [{n}]}}}}', "sqs") for n in (1, 2)]

    assert passes_any(filters, sqs({"a": 2}))
    assert not passes_any(filters, sqs({"a": 3}))


def test_a_mapping_without_filters_lets_everything_through() -> None:
    assert passes_any([], sqs("anything"))


def test_numbers_in_a_payload_keep_their_text() -> None:
    pattern = '{"body": {"id": [9007199254740993.5]}}'

    assert record_passes(pattern, sqs('{"id": 9007199254740993.5}'), "sqs")
    assert not record_passes(pattern, sqs('{"id": 9007199254740994}'), "sqs")
