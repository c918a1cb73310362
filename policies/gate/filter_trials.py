"""Filters tried on sample events: what reaches the function, and why the rest does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policies.domain.filters import SOURCES, EventError, PatternError, record_filter
from policies.domain.filters.records import source_named
from policies.gate.sample_events import read_samples
from policies.template.events import wrapped
from policies.template.resources.event_source_mapping import EventSourceMapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from policies.domain.filters import RecordFilter, Source
    from policies.gate.sample_events import Samples
    from policies.template.environment import Environment
    from policies.template.events import SampleEvent


class Outcome(NamedTuple):
    """What became of one event.

    Attributes:
        place: Where the event was read.
        passes: Whether it reaches the function.
        misses: For each filter why it did not match.
        problem: Why it could not be tried, where it could not.
    """

    place: str
    passes: bool
    misses: tuple[str, ...] = ()
    problem: str = ""


class Trial(NamedTuple):
    """One mapping's filters, and what they did with the events given to it.

    `problem` says why nothing was tried, where nothing was.
    """

    subject: str
    source: str
    outcomes: Sequence[Outcome] = ()
    problem: str = ""

    @property
    def passed(self) -> int:
        """How many events reach the function."""
        return sum(outcome.passes for outcome in self.outcomes)

    @property
    def untried(self) -> int:
        """How many events could not be tried."""
        return sum(bool(outcome.problem) for outcome in self.outcomes)

    @property
    def dropped(self) -> int:
        """How many events do not reach the function."""
        return len(self.outcomes) - self.passed - self.untried


def tried(
    patterns: Sequence[str], source: str, events: Iterable[SampleEvent], *, payloads: bool = False
) -> list[Outcome]:
    """What becomes of each event; without a pattern every event passes.

    Args:
        patterns: The filters of one mapping.
        source: `sqs`, `kinesis`, `dynamodb`, `kafka` or `mq`.
        events: Records as Lambda delivers them.
        payloads: The events are the payloads of records instead, as text.

    Raises:
        PatternError: AWS refuses a pattern for the source, or the source is none of these.
    """
    known = source_named(source) if patterns else SOURCES.get(source)
    filters = [_filter(number, pattern, source) for number, pattern in enumerate(patterns)]
    if payloads:
        events = [event._replace(record=wrapped(event.record, source)) for event in events]
    return [_outcome(filters, known, event) for event in events]


def _filter(number: int, pattern: str, source: str) -> RecordFilter:
    try:
        return record_filter(pattern, source)
    except PatternError as error:
        raise PatternError(f"AWS refuses filter {number}: {error}") from None


def _outcome(filters: Sequence[RecordFilter], source: Source | None, event: SampleEvent) -> Outcome:
    place, record, misses = event.place, event.record, []
    try:
        if source is not None:
            _refuse_other(event, source)
        for each in filters:
            miss = each.explain(record)
            if miss is None:
                return Outcome(place, passes=True)
            misses.append(str(miss))
    except EventError as error:
        return Outcome(place, passes=False, problem=str(error))
    return Outcome(place, passes=not filters, misses=tuple(misses))


def _refuse_other(event: SampleEvent, source: Source) -> None:
    """Nothing for a record of the source; a sample may have a few of its keys only.

    Raises:
        EventError: it names another source, is no object, or has no key of such records.
    """
    record, one = event.record, source.title.removesuffix("s")
    if event.source not in (None, source.name):
        raise EventError(f"no {one}: it is of {event.source}")
    if not isinstance(record, dict):
        raise EventError(f"a record must be an object, got {_kind(record)}")
    if not any(key in record for key in (*source.data_keys, *source.metadata)):
        raise EventError(
            f"no {one}: it has no {source.data_key}", fix="give --payloads if it is a payload"
        )


def _kind(value: object) -> str:
    """The value's kind in JSON's words."""
    if value is None or isinstance(value, bool):
        return str(value).lower().replace("none", "null")
    if isinstance(value, list):
        return "an array"
    return "a string" if isinstance(value, str) else "a number"


def trials(
    environments: Iterable[Environment], events: Path, *, payloads: bool = False
) -> tuple[list[Trial], list[str]]:
    """Every mapping with filters, tried on the events meant for it, and what could not be tried.

    A file named after the mapping's logical id, or in a folder of that name, is meant for it alone;
    any other record for all mappings of the source that it or its event names in `eventSource`.

    Args:
        environments: What the templates deploy into.
        events: A file of events, or a folder of them.
        payloads: The events are payloads: only the names of files say whose.
    """
    mappings = [
        mapping
        for environment in environments
        for mapping in environment.resources(EventSourceMapping)
        if mapping.filter_criteria is not None
    ]
    logical_ids = {mapping.logical_id for mapping in mappings}
    samples, errors = read_samples(events, logical_ids, payloads=payloads)
    found = []
    for mapping in mappings:
        try:
            found.append(_trial(mapping, samples, payloads=payloads))
        except PatternError as error:
            errors.append(f"{_subject(mapping)}: {error}")
    return found, errors


def _trial(mapping: EventSourceMapping, samples: Samples, *, payloads: bool) -> Trial:
    """The mapping's trial.

    Raises:
        PatternError: AWS refuses the mapping's filters.
    """
    subject, source, criteria = _subject(mapping), mapping.source or "", mapping.filter_criteria
    if criteria is None or criteria.are_partly_unknown:
        return Trial(subject, source, problem="has filters that only the deployment knows")
    for finding in criteria.findings:
        if finding.kind == "invalid-criteria":
            raise PatternError(f"AWS refuses its FilterCriteria: {finding}")
    if not source:
        return Trial(subject, source, problem="polls a source that only the deployment knows")
    patterns = list(criteria.patterns.values())
    tried(patterns, source, [])
    events = samples.meant_for(mapping.logical_id, source)
    if not events:
        alternative = "" if payloads else f", and no event has the eventSource of {source}"
        problem = f"no file or folder of events is named {mapping.logical_id}{alternative}"
        return Trial(subject, source, problem=problem)
    return Trial(subject, source, tried(patterns, source, events, payloads=payloads))


def _subject(mapping: EventSourceMapping) -> str:
    return f"{mapping.template.path}:{mapping.line}  {mapping.logical_id}"
