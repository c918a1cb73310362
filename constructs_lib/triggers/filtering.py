"""Conditions on the records that reach a function, and the samples that prove them."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from constructs_lib.errors import ConstructError, construct_errors, require_type, seen
from policies.domain.filters import (
    SOURCES,
    Filter,
    analyse_filters,
    passes_any,
    record_filter,
)

if TYPE_CHECKING:
    from policies.domain.filters import Source

_EXAMPLE = "a condition such as body.temperature > 100"


def require_filter(
    source: str, only: Filter | None, *, passes: Sequence[object], drops: Sequence[object]
) -> None:
    """The condition can hold for records of the source, and decides the samples as they say.

    A sample is a record as Lambda delivers it; its payload may be written as the object that it
    holds: `{"body": {"temperature": 120}}`.

    Raises:
        ConstructError: It is no condition, one of another source, one that no record or each
            record fulfils, or a sample contradicts it.
    """
    if only is None:
        if passes or drops:
            raise ConstructError("passes and drops must be beside only, got them alone")
        return
    require_type("only", only, Filter, _EXAMPLE)
    with construct_errors():
        patterns = only.patterns()
    for finding in analyse_filters(patterns, source):
        if finding.severity == "error":
            where = f"{finding.path}: " if finding.path else ""
            fix = f"; {finding.fix}" if finding.fix else ""
            raise ConstructError(f"{where}{finding.reason}{fix}")
    _require_decisions("passes", passes, patterns, source, passing=True)
    _require_decisions("drops", drops, patterns, source, passing=False)


def filter_props(only: Filter | None) -> dict[str, Any]:
    """What a mapping takes."""
    return {} if only is None else {"filters": only.cdk_filters()}


def _require_decisions(
    prop: str, samples: Sequence[object], patterns: Sequence[str], source: str, *, passing: bool
) -> None:
    if isinstance(samples, Mapping | str) or not isinstance(samples, Sequence):
        raise ConstructError(f"{prop} must be a list of records, got {seen(samples)}")
    with construct_errors():
        filters = [record_filter(each, source) for each in patterns]
    for number, sample in enumerate(samples):
        label = f"{prop}[{number}]"
        if not isinstance(sample, Mapping):
            raise ConstructError(f"{label} must be a record, got {seen(sample)}")
        if "Records" in sample:
            raise ConstructError(f"{label} must be one record, got an event with its Records")
        try:
            record = _delivered(sample, SOURCES[source])
        except TypeError as error:  # of json
            raise ConstructError(f"{label} must be JSON, got: {error}") from None
        with construct_errors():
            passed = passes_any(filters, record)
        if passing and not passed:
            raise ConstructError(f"{label} must pass the filter, got {filters[0].explain(record)}")
        if passed and not passing:
            raise ConstructError(f"{label} must be dropped by the filter, got it passed")


def _delivered(sample: Mapping[str, object], source: Source) -> dict[str, object]:
    """The record with its payloads as Lambda delivers them."""
    record = dict(sample)
    for key in source.data_keys:
        payload = record.get(key)
        # A change in a table is no text: DynamoDB delivers the object itself.
        if isinstance(payload, dict | list) and source.name != "dynamodb":
            text = json.dumps(payload)
            encoded = base64.b64encode(text.encode()).decode() if source.base64 else text
            record[key] = encoded
    return record
