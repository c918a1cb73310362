"""Records of event source mappings: decoded as Lambda decodes them, then matched.

Kinesis, Kafka and MQ payloads are base64 in the record; a pattern sees them as JSON or, where the
source allows it, as one plain string. When the payload has the other format than the pattern, SQS,
Kinesis and DynamoDB drop the record, Kafka and MQ let the rest of the pattern decide. The latter
is what AWS's pages say; no recorded test confirms it. A payload counts as JSON when it is an
object or an array: AWS does not say what a bare number or quoted string counts as.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.filters.alternatives import Matcher
from policies.domain.filters.decoding import Record
from policies.domain.filters.errors import PatternError
from policies.domain.filters.explain import Miss, explained
from policies.domain.filters.pattern import Pattern, compile_pattern
from policies.domain.filters.sources import SOURCES, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from policies.domain.filters.decoding import Format
    from policies.domain.filters.fields import Field

_UNSUPPORTED: Final = "documentdb"


class _Alternative(NamedTuple):
    """One combination of `$or`, with the format that it expects of each payload."""

    formats: dict[str, Format]
    matches: Callable[[Mapping[str, object]], bool]
    matches_metadata: Callable[[Mapping[str, object]], bool]
    fields: dict[str, Field]
    metadata: dict[str, Field]


class RecordFilter:
    """A pattern of one event source, ready for its records.

    Attributes:
        pattern: The pattern.
        source: The event source.
    """

    __slots__ = ("_alternatives", "pattern", "source")

    def __init__(self, pattern: Pattern, source: Source) -> None:
        """Takes the pattern for the source.

        Raises:
            PatternError: Lambda refuses the pattern for this source.
        """
        self.pattern = pattern
        self.source = source
        self._alternatives = [
            _alternative(fields, source) for fields in pattern.parsed.alternatives
        ]

    def passes(self, record: Mapping[str, object]) -> bool:
        """True when Lambda calls the function with the record.

        Raises:
            EventError: the record is none of this source's, or its payload is not base64.
        """
        return self.passes_decoded(Record(record, self.source))

    def explain(self, record: Mapping[str, object]) -> Miss | None:
        """Which path fails first, what it wants and what is there; None when the record passes.

        Raises:
            EventError: as `passes`.
        """
        seen = Record(record, self.source)
        if self.passes_decoded(seen):
            return None
        misfits = [
            (key, wanted)
            for alternative in self._alternatives
            for key, wanted in alternative.formats.items()
            if self.source.drops_mismatches and seen.format_of(key) != wanted
        ]
        if len(misfits) >= len(self._alternatives):
            key, wanted = misfits[0]
            return Miss(key, _FORMATS[wanted], f"{_FORMATS[seen.format_of(key)]}: dropped")
        fitting = [
            alternative.fields if seen.fits(alternative.formats) else alternative.metadata
            for alternative in self._alternatives
            if not self.source.drops_mismatches or seen.fits(alternative.formats)
        ]
        return explained(fitting, seen.decoded())

    def passes_decoded(self, record: Record) -> bool:
        """`passes`, for a record that several filters share."""
        for alternative in self._alternatives:
            if record.fits(alternative.formats):
                if alternative.matches(record.decoded()):
                    return True
            elif not self.source.drops_mismatches and alternative.matches_metadata(
                record.decoded()
            ):
                return True
        return False


_FORMATS: Final[Mapping[str | None, str]] = {
    "json": "JSON",
    "text": "plain text",
    None: "no text",
}


def record_passes(pattern_text: str, record: Mapping[str, object], source: str) -> bool:
    """True when a filter with this pattern lets the record through to the function.

    Args:
        pattern_text: The pattern's JSON.
        record: One entry of an event's `Records` (for Kafka of a topic's list, for MQ of
            `messages`), as Lambda delivers it: payloads still encoded.
        source: `sqs`, `kinesis`, `dynamodb`, `kafka` or `mq`.

    Raises:
        PatternError: Lambda refuses the pattern for the source, or does not filter it.
        EventError: the record is none of this source's.
    """
    return record_filter(pattern_text, source).passes(record)


def record_filter(pattern_text: str, source: str) -> RecordFilter:
    """The pattern, ready for the records of the source; see `record_passes`."""
    known = source_named(source)
    return RecordFilter(compile_pattern(pattern_text), known)


def passes_any(filters: Sequence[RecordFilter], record: Mapping[str, object]) -> bool:
    """True when one of a mapping's filters lets the record through, or there is none.

    The filters are of one source; the record is decoded once for all of them.

    Raises:
        EventError: as `RecordFilter.passes`.
    """
    if not filters:
        return True
    decoded = Record(record, filters[0].source)
    return any(each.passes_decoded(decoded) for each in filters)


def source_named(name: str) -> Source:
    """The event source.

    Raises:
        PatternError: Lambda does not filter it, or there is none of that name.
    """
    if name == _UNSUPPORTED:
        raise PatternError(
            "Lambda does not filter Amazon DocumentDB events", fix="filter in the function"
        )
    if name not in SOURCES:
        raise PatternError(f"source must be one of {', '.join(SOURCES)}, got {name!r}")
    return SOURCES[name]


def _alternative(fields: dict[str, Field], source: Source) -> _Alternative:
    metadata = {
        path: field
        for path, field in fields.items()
        if not any(path == key or path.startswith(f"{key}.") for key in source.data_keys)
    }
    formats: dict[str, Format] = {}
    for path, field in fields.items():
        key, dot, _ = path.partition(".")
        if key in source.data_keys:
            if not dot and not source.plain_text:
                raise PatternError(
                    f"{source.title} cannot be filtered by plain text",
                    field.where,
                    f'write {{"{key}": {{"field": [...]}}}}',
                )
            formats[key] = "json" if dot else formats.get(key, "text")
    return _Alternative(
        formats,
        Matcher([fields.values()]).matches,
        Matcher([metadata.values()]).matches,
        fields,
        metadata,
    )
