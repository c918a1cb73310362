"""Records as patterns see them: payloads decoded once, as JSON or as text.

Kinesis, Kafka and MQ payloads are base64 in the record. A payload counts as JSON when it is an
object or an array: AWS does not say what a bare number or a quoted string counts as.
"""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING, Literal

from policies.domain.filters.errors import EventError
from policies.domain.filters.json_text import read_event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.domain.filters.sources import Source

Format = Literal["json", "text"]


class Record:
    """A record, its payloads decoded once for all patterns."""

    __slots__ = ("_decoded", "_payloads", "_record", "_source")

    def __init__(self, record: Mapping[str, object], source: Source) -> None:
        if not isinstance(record, dict):
            raise EventError(f"a record must be an object, got {type(record).__name__}")
        self._record = record
        self._source = source
        self._payloads: dict[str, tuple[Format | None, object]] = {}
        self._decoded: dict[str, object] | None = None

    def format_of(self, key: str) -> Format | None:
        """What the payload at the key is; None when it is no text."""
        return self._payload(key)[0]

    def fits(self, formats: Mapping[str, Format]) -> bool:
        """True when each payload has the format that is asked for."""
        return all(self._payload(key)[0] == wanted for key, wanted in formats.items())

    def decoded(self) -> dict[str, object]:
        """The record as patterns see it: a payload is what its JSON says, else its text."""
        if self._decoded is None:
            payloads = {
                key: self._payload(key)[1]
                for key in self._source.data_keys
                if self._payload(key)[0] is not None
            }
            self._decoded = {**self._record, **payloads}
        return self._decoded

    def _payload(self, key: str) -> tuple[Format | None, object]:
        if key not in self._payloads:
            self._payloads[key] = _decoded(self._raw(key), key, self._source)
        return self._payloads[key]

    def _raw(self, key: str) -> object:
        inner = self._record.get("kinesis") if self._source.name == "kinesis" else None
        return inner.get(key) if isinstance(inner, dict) else self._record.get(key)


def _decoded(raw: object, key: str, source: Source) -> tuple[Format | None, object]:
    """The payload and its format; None for a payload that is no text."""
    if not source.base64 and not isinstance(raw, str):
        return ("json", raw) if isinstance(raw, dict) else (None, raw)
    if not isinstance(raw, str):
        return None, raw
    text: str | None = raw
    if source.base64:
        text = _text_of_base64(raw, key)
    if text is None:
        return None, raw
    try:
        value = read_event(text)
    except EventError:
        return "text", text
    return ("json", value) if isinstance(value, dict | list) else ("text", text)


def _text_of_base64(raw: str, key: str) -> str | None:
    try:
        payload = binascii.a2b_base64(raw, strict_mode=True)
    except (binascii.Error, ValueError):
        raise EventError(f"{key} must be base64, as Lambda delivers it") from None
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        return None
