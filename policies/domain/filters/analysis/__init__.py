"""Static analysis: what is wrong with filters, with certainty and evidence.

A finding is only made where no sensible filter is written that way: silence is no promise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.domain.filters.analysis.dynamodb import check_dynamodb
from policies.domain.filters.analysis.finding import KINDS, Finding, Kind, Severity, finding
from policies.domain.filters.analysis.misplaced_operators import check_misplaced_operators
from policies.domain.filters.analysis.numbers import check_numbers
from policies.domain.filters.analysis.overlaps import check_overlaps
from policies.domain.filters.analysis.payloads import check_payload
from policies.domain.filters.analysis.subsumption import check_filters
from policies.domain.filters.analysis.top_level import check_top_level
from policies.domain.filters.analysis.values import check_values
from policies.domain.filters.errors import PatternError
from policies.domain.filters.grammar import parse
from policies.domain.filters.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policies.domain.filters.fields import Parsed
    from policies.domain.filters.sources import Source

__all__ = ["KINDS", "Finding", "Kind", "Severity", "analyse", "analyse_filters"]


def analyse(pattern_text: str, source: str | None = None) -> list[Finding]:
    """The findings on one filter; a pattern that AWS refuses is one finding.

    Args:
        pattern_text: The pattern's JSON.
        source: `sqs`, `kinesis`, `dynamodb`, `kafka`, `mq` or `documentdb`; without it, what
            depends on the source is not said.
    """
    return analyse_filters([pattern_text], source)


def analyse_filters(pattern_texts: Sequence[str], source: str | None = None) -> list[Finding]:
    """The findings on the filters of one mapping, each with the number of its filter."""
    if source == "documentdb":
        return [
            finding(
                "unsupported-source",
                (),
                "Lambda does not filter Amazon DocumentDB events",
                "drop the filters and filter in the function",
            )
        ]
    known = SOURCES[source] if source is not None else None
    found: list[Finding] = []
    parsed: list[Parsed | None] = []
    for number, text in enumerate(pattern_texts):
        try:
            pattern = parse(text)
        except PatternError as error:
            fix = error.fix or "write a pattern that EventBridge accepts"
            invalid = finding("invalid-pattern", (), error.reason, fix)
            found.append(invalid._replace(path=error.path, filter=number))
            parsed.append(None)
            continue
        parsed.append(pattern)
        found += [each._replace(filter=number) for each in _of_one(pattern, known)]
    return [*found, *check_filters(parsed)]


def _of_one(pattern: Parsed, source: Source | None) -> Iterator[Finding]:
    if source is not None:
        yield from check_top_level(pattern.fields, source)
        yield from check_payload(pattern, source)
    for field in pattern.fields:
        if source is not None and source.name == "dynamodb":
            yield from check_dynamodb(field)
        yield from check_misplaced_operators(field)
        yield from check_values(field)
        yield from check_numbers(field)
    # A payload that is both plain text and JSON was said already, with the reason.
    keys = source.data_keys if source is not None else ()
    yield from (each for each in check_overlaps(pattern) if each.path not in keys)
