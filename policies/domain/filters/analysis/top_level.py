"""Keys that no record of the source has, or that AWS does not document for filtering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.domain.filters.analysis.finding import finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.domain.filters.analysis.finding import Finding
    from policies.domain.filters.fields import Field
    from policies.domain.filters.sources import Source


def check_top_level(fields: Iterable[Field], source: Source) -> Iterator[Finding]:
    """Findings on the first key of each path, one for each key."""
    seen = set()
    for field in fields:
        # Spelled with dots or nested, the path is the same.
        key, _, rest = field.path.partition(".")
        if key in seen or key in source.data_keys:
            continue
        if source.name == "kinesis" and key == "kinesis" and rest.split(".")[0] == "data":
            yield finding(
                "unknown-key",
                field.where,
                "Lambda filters Kinesis records on data, not on kinesis.data",
                'write {"data": {...}}',
                source.page,
            )
        elif key not in source.metadata:
            seen.add(key)
            yield finding(
                "unknown-key",
                field.where,
                f"no {_one(source)} has the key {key}",
                fix(key, source),
                source.page,
            )
        elif key not in source.proven:
            seen.add(key)
            yield finding(
                "undocumented-key",
                field.where,
                f"AWS's pages disagree on whether filters of {source.title} see {key}, or "
                f"{source.data_key} only",
                "test the filter on a deployed mapping before you rely on it",
                source.page,
            )


def fix(key: str, source: Source) -> str:
    """What to write for an unknown top-level key."""
    for known in (*source.data_keys, *sorted(source.metadata)):
        if known.lower() == key.lower():
            return f"write {known}"
    other = key if key in {"body", "data", "value", "dynamodb"} else ""
    if other:
        return f"write {source.data_key} for {source.title}"
    return f'write {{"{source.data_key}": {{"{key}": ...}}}} for a field of the payload'


def _one(source: Source) -> str:
    return source.title.removesuffix("s")
