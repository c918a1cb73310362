from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.filters import record_passes
from policies.template.events import SampleEvent, read_events, wrapped
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Read = Callable[..., list[SampleEvent]]


@pytest.fixture
def events(tmp_path: Path) -> Read:
    """The events of a file with this content."""

    def read(content: str | bytes, name: str = "e.json", **options: Any) -> list[SampleEvent]:
        raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        (tmp_path / name).write_bytes(raw)
        return read_events(tmp_path / name, **options)

    return read


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param('{"body": "a"}', [("e.json", {"body": "a"})], id="one record"),
        pytest.param('\n {"body": "a"}\r\n', [("e.json", {"body": "a"})], id="one line"),
        pytest.param(
            '[{"body": "a"}, {"body": "b"}]',
            [("e.json[0]", {"body": "a"}), ("e.json[1]", {"body": "b"})],
            id="an array",
        ),
        pytest.param(
            '{"body": "a"}\n\n{"body": "b"}\r\n',
            [("e.json:1", {"body": "a"}), ("e.json:3", {"body": "b"})],
            id="lines",
        ),
        pytest.param(
            '{"Records": [{"body": "a"}]}\n[{"body": "b"}]\n',
            [("e.json:1[0]", {"body": "a"}), ("e.json:2[0]", {"body": "b"})],
            id="lines that are events themselves",
        ),
        pytest.param(
            '{"Records": [{"body": "a"}]}', [("e.json[0]", {"body": "a"})], id="a Lambda event"
        ),
        pytest.param('{"Records": 5}', [("e.json", {"Records": 5})], id="a record with Records"),
        pytest.param("5", [("e.json", 5)], id="no record"),
        pytest.param("[[1], null]", [("e.json[0]", [1]), ("e.json[1]", None)], id="no records"),
        pytest.param(
            '{"records": {"t-0": [{"value": ""}], "t-1": {"value": ""}}}',
            [("e.json[t-0][0]", {"value": ""}), ("e.json[t-1][0]", {"value": ""})],
            id="Kafka by partition",
        ),
        pytest.param('{"messages": [{"data": ""}]}', [("e.json[0]", {"data": ""})], id="ActiveMQ"),
        pytest.param(
            '{"rmqMessagesByQueue": {"q::/": [{"data": ""}]}}',
            [("e.json[q::/][0]", {"data": ""})],
            id="RabbitMQ",
        ),
    ],
)
def test_records_and_where_they_stand(
    events: Read, content: str, expected: list[tuple[str, Any]]
) -> None:
    assert expected == [(each.place, each.record) for each in events(content)]


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\x0b", "\u2029"])
def test_a_line_ends_where_json_lines_say(events: Read, separator: str) -> None:
    escaped = json.dumps({"body": f"a{separator}b"}, ensure_ascii=separator < " ")

    found = events(f"{escaped}\n{escaped}\n")

    assert [each.place for each in found] == ["e.json:1", "e.json:2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_editors_write_is_read(events: Read, encoding: str) -> None:
    [found] = events('{"body": "é"}'.encode(encoding))

    assert found.record == {"body": "é"}


@pytest.mark.parametrize(
    ("named", "source"),
    [
        ("aws:sqs", "sqs"),
        ("aws:kinesis", "kinesis"),
        ("aws:dynamodb", "dynamodb"),
        ("aws:kafka", "kafka"),
        ("SelfManagedKafka", "kafka"),
        ("aws:mq", "mq"),
        ("aws:rmq", "mq"),
        ("aws:docdb", "documentdb"),
        ("aws:s3", None),
        (5, None),
        (None, None),
    ],
)
def test_the_source_is_what_the_record_or_its_event_names(
    events: Read, named: Any, source: str | None
) -> None:
    [own] = events(json.dumps({"eventSource": named}))
    [of_event] = events(json.dumps({"eventSource": named, "records": {"t-0": [{"value": ""}]}}))

    assert (own.source, of_event.source) == (source, source)
    assert of_event.record == {"value": ""}


def test_numbers_and_repeated_keys_stay_as_they_are_written(events: Read) -> None:
    [found] = events('{"offset": 9007199254740993.5, "a": 1, "a": 2}')

    assert not record_passes('{"offset": [9007199254740994]}', found.record, "kafka")
    assert record_passes('{"offset": [9007199254740993.5]}', found.record, "kafka")


def test_an_integer_of_thousands_of_digits_is_read(events: Read) -> None:
    [found] = events('{"offset": %s}' % ("9" * 5000))

    assert not record_passes('{"offset": [{"numeric": [">", 1]}]}', found.record, "kafka")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param('{"a": 3.0e2}', [("e.json", '{"a": 3.0e2}')], id="one"),
        pytest.param(
            ' [ {"a": 1} , "b,]" ,[1, 2],5\n, null ] ',
            [
                ("e.json[0]", '{"a": 1}'),
                ("e.json[1]", "b,]"),
                ("e.json[2]", "[1, 2]"),
                ("e.json[3]", "5"),
                ("e.json[4]", "null"),
            ],
            id="an array",
        ),
        pytest.param(
            '{"a": 1}\n"b"\n[1, 2]\n',
            [("e.json:1", '{"a": 1}'), ("e.json:2", "b"), ("e.json:3", "[1, 2]")],
            id="lines",
        ),
        pytest.param(
            '{"messages": [1], "Records": []}',
            [("e.json", '{"messages": [1], "Records": []}')],
            id="keys that events have",
        ),
        pytest.param(f"[{'9' * 5000}]", [("e.json[0]", "9" * 5000)], id="thousands of digits"),
        pytest.param('"\\ud800"', [("e.json", "\ud800")], id="half a character"),
    ],
)
def test_payloads_are_kept_as_their_text(
    events: Read, content: str, expected: list[tuple[str, str]]
) -> None:
    assert [(each.place, each.record) for each in events(content, payloads=True)] == expected


def test_a_payload_names_no_source(events: Read) -> None:
    [found] = events('{"eventSource": "aws:sqs"}', payloads=True)

    assert found.source is None


def test_places_start_with_the_name_that_is_given(events: Read) -> None:
    assert [each.place for each in events("[1]", name="e.json")] == ["e.json[0]"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", ": empty; write events as a JSON array or JSON lines"),
        ("[]", ": holds no event; write at least one"),
        ("[1,]", ": not JSON at line 1 column 4: expecting value"),
        ("{}\n{'a': 1}", (":2: not JSON at column 2: expecting property name enclosed in double "
         "quotes")),
        ("{}\nInfinity", ":2: not JSON: Infinity is no JSON value"),
        ("{}\n{} {}", ":2: text after the JSON value at column 4"),
        (b"\xff", ": not text; events are JSON in UTF-8"),
        (b"\xff\xfe\x00\xd8", ": not text; events are JSON in UTF-8"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("payloads", [False, True])
def test_what_cannot_be_read_is_told_with_its_line(
    events: Read, tmp_path: Path, content: str | bytes, problem: str, *, payloads: bool
) -> None:
    with pytest.raises(UnreadableError) as caught:
        events(content, payloads=payloads)

    assert f"{tmp_path / 'e.json'}{problem}" == str(caught.value)


@pytest.mark.parametrize(
    "content", ['{"records": {}}', '{"Records": []}', '{"records": {"t-0": []}}']
)
def test_an_event_without_records_is_told(events: Read, content: str) -> None:
    with pytest.raises(UnreadableError, match=r"holds no event; write at least one$"):
        events(content)


def test_a_folder_is_no_file_of_events(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"cannot be read: is a directory$"):
        read_events(tmp_path)


@pytest.mark.parametrize("payload", ["", "text", '{"a": 1}', "[1]", "5", "é", "\ud800"])
def test_a_payload_stands_in_its_record_as_lambda_delivers_it(payload: str) -> None:
    encoded = base64.b64encode(payload.encode("utf-8", "surrogatepass")).decode()

    assert wrapped(payload, "sqs") == {"body": payload}
    assert wrapped(payload, "kinesis") == {"kinesis": {"data": encoded}}
    assert wrapped(payload, "kafka") == {"value": encoded}
    assert wrapped(payload, "mq") == {"data": encoded}


def test_the_payload_of_dynamodb_is_an_object() -> None:
    change = {"NewImage": {"id": {"S": "x"}}}

    assert wrapped(json.dumps(change), "dynamodb") == {"dynamodb": change}
    assert wrapped("text", "dynamodb") == {"dynamodb": "text"}


def test_how_a_payload_spells_its_numbers_decides_nothing_it_should_not(events: Read) -> None:
    [found] = events('{"a": 9007199254740993}', payloads=True)
    record = wrapped(found.record, "kinesis")

    assert record_passes('{"data": {"a": [9007199254740993]}}', record, "kinesis")
    assert not record_passes('{"data": {"a": [9007199254740992]}}', record, "kinesis")
