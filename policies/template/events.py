"""Sample events: files of records as Lambda delivers them, or of payloads to be wrapped."""

from __future__ import annotations

import base64
import codecs
import json
import sys
from json.decoder import WHITESPACE  # type: ignore[attr-defined]  # not in typeshed
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from policies.domain.filters import EventError
from policies.domain.filters.json_text import read_event
from policies.template.document import MAXIMUM_BYTES
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

# Where an event keeps its records: queues and streams, Kafka by partition, ActiveMQ, RabbitMQ.
_RECORDS: Final = ("Records", "records", "messages", "rmqMessagesByQueue")
# What events say in eventSource, as policies.domain.filters names the sources.
_SOURCES: Final[Mapping[str, str]] = {
    "aws:docdb": "documentdb",
    "aws:dynamodb": "dynamodb",
    "aws:kafka": "kafka",
    "aws:kinesis": "kinesis",
    "aws:mq": "mq",
    "aws:rmq": "mq",
    "aws:sqs": "sqs",
    "SelfManagedKafka": "kafka",
}
# What errors and places call it, and the only path that is no Path.
_STANDARD_INPUT: Final = "stdin"


class SampleEvent(NamedTuple):
    """One record, or the text of a payload.

    Attributes:
        place: Where it was read: `faults.jsonl:3`, `batch.json[0]`, `topic.json[readings-0][2]`.
        record: The record as Lambda delivers it, or the payload's text.
        source: The source that its event names, None when it names none.
    """

    place: str
    record: Any
    source: str | None = None


def read_events(path: Path, *, payloads: bool = False, name: str = "") -> list[SampleEvent]:
    """The records of a file: a JSON array, JSON lines, one record, or a whole Lambda event.

    Args:
        path: The file; `-` is standard input.
        payloads: The file holds payloads: each is kept as its text, a JSON string as what it says.
        name: What places start with, the file's name by default.

    Raises:
        UnreadableError: the file is missing, holds something else or nothing; the message names
            the line.
    """
    file = _File(path, name or path.name)
    if str(path) == "-":
        file = _File(_STANDARD_INPUT, _STANDARD_INPUT)
    found = list(_events(file, _text(file.path), payloads=payloads))
    if not found:
        raise UnreadableError(file.path, "holds no event; write at least one")
    return found


def wrapped(payload: str, source: str) -> dict[str, Any]:
    """The record of a source that carries the payload, encoded as Lambda delivers it."""
    encoded = base64.b64encode(payload.encode("utf-8", "surrogatepass")).decode("ascii")
    match source:
        case "sqs":
            return {"body": payload}
        case "kinesis":
            return {"kinesis": {"data": encoded}}
        case "kafka":
            return {"value": encoded}
        case "mq":
            return {"data": encoded}
    try:
        return {source: read_event(payload)}
    except EventError:
        return {source: payload}


class _File(NamedTuple):
    """How errors name a file, and how places in it start."""

    path: Path | str
    name: str


def _text(path: Path | str) -> str:
    """What the file says; the advice of `read_text` is about templates."""
    try:
        if isinstance(path, str):
            raw = sys.stdin.buffer.read(MAXIMUM_BYTES + 1)
        else:
            with path.open("rb") as file:
                raw = file.read(MAXIMUM_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableError(path, "no such file; check the path of the events") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(path, f"cannot be read: {reason.lower()}") from None
    if len(raw) > MAXIMUM_BYTES:
        raise UnreadableError(path, f"larger than {MAXIMUM_BYTES >> 20} MiB; take fewer events")
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(path, "not text; events are JSON in UTF-8") from None
    if not text.strip():
        raise UnreadableError(path, "empty; write events as a JSON array or JSON lines")
    return text


def _events(file: _File, text: str, *, payloads: bool) -> Iterator[SampleEvent]:
    try:
        data = read_event(text)
    except EventError as error:
        # Not splitlines: a string of JSON may hold U+2028 as it is.
        lines = [(n, line.strip()) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) == 1 or not _is_json(lines[0][1]):
            raise UnreadableError(file.path, error.reason) from None
        for number, line in lines:
            place, value = f"{file.name}:{number}", _value_of_line(file, number, line)
            yield from [_payload(place, line, value)] if payloads else _records(place, value)
        return
    if not payloads:
        yield from _records(file.name, data)
    elif isinstance(data, list):
        for number, (element, value) in enumerate(zip(_elements(text), data, strict=True)):
            yield _payload(f"{file.name}[{number}]", element, value)
    else:
        yield _payload(file.name, text.strip(), data)


def _value_of_line(file: _File, number: int, line: str) -> Any:
    try:
        return read_event(line)
    except EventError as error:
        reason = error.reason.replace("at line 1 column", "at column", 1)
        raise UnreadableError(file.path, reason, line=number) from None


def _is_json(line: str) -> bool:
    try:
        read_event(line)
    except EventError:
        return False
    return True


def _elements(text: str) -> Iterator[str]:
    """The text of each element of the array that the text is: 3.0e2 stays 3.0e2."""
    # Numbers are passed over, not read: Python refuses to read thousands of digits.
    scan = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode
    position = _after_space(text, text.index("[") + 1)
    while text[position] != "]":
        start, (_, position) = position, scan(text, position)
        yield text[start:position]
        position = _after_space(text, position)
        if text[position] == ",":
            position = _after_space(text, position + 1)


def _after_space(text: str, position: int) -> int:
    match = WHITESPACE.match(text, position)
    return match.end() if match else position


def _payload(place: str, text: str, value: Any) -> SampleEvent:
    return SampleEvent(place, value if isinstance(value, str) else text)


def _records(place: str, data: Any) -> Iterator[SampleEvent]:
    if isinstance(data, list):
        yield from _each(place, data, None)
        return
    held: Any = None
    if isinstance(data, dict):
        held = next((data[key] for key in _RECORDS if isinstance(data.get(key), list | dict)), None)
    source = _source_of(data)
    if isinstance(held, list):
        yield from _each(place, held, source)
    elif isinstance(held, dict):
        for key, records in held.items():
            several = records if isinstance(records, list) else [records]
            yield from _each(f"{place}[{key}]", several, source)
    else:
        yield SampleEvent(place, data, source)


def _each(place: str, records: Iterable[Any], source: str | None) -> Iterator[SampleEvent]:
    for number, record in enumerate(records):
        yield SampleEvent(f"{place}[{number}]", record, _source_of(record) or source)


def _source_of(record: Any) -> str | None:
    named = record.get("eventSource") if isinstance(record, dict) else None
    return _SOURCES.get(named) if isinstance(named, str) else None
