"""Patterns against the format of the source's payload: JSON or one plain string."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.domain.filters import conditions as c
from policies.domain.filters.analysis.finding import finding
from policies.domain.filters.spelling import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.domain.filters.analysis.finding import Finding
    from policies.domain.filters.fields import Field, Parsed
    from policies.domain.filters.sources import Source


def check_payload(parsed: Parsed, source: Source) -> Iterator[Finding]:
    """Findings on conditions on the payload itself."""
    for field in parsed.fields:
        if field.path in source.data_keys:
            if source.plain_text:
                yield from _on_text(field, source)
            else:
                yield finding(
                    "plain-text-payload",
                    field.where,
                    f"Lambda refuses plain text filters of {source.title}: "
                    f"{field.path} must be an object",
                    f'write {{"{field.path}": {{"<field>": [...]}}}}',
                    source.page,
                )
    if not source.plain_text:
        return
    seen = set()
    for alternative in parsed.alternatives:
        for key in source.data_keys:
            text = alternative.get(key)
            inside = any(path.startswith(f"{key}.") for path in alternative)
            if text is not None and inside and id(text) not in seen:
                seen.add(id(text))
                yield finding(
                    "payload-as-text-and-json",
                    text.where,
                    f"{key} is asked for as plain text here and as JSON elsewhere: "
                    "no record is both",
                    "write two filters",
                    source.page,
                )


def _on_text(field: Field, source: Source) -> Iterator[Finding]:
    for number, condition in enumerate(field.conditions):
        where = (*field.where, number)
        if isinstance(condition, c.Exists):
            if source.drops_mismatches and not condition.wanted:
                yield finding(
                    "never-matches", where, f"every record has a {field.path}", "drop the filter"
                )
            elif source.drops_mismatches:
                yield finding(
                    "exists-on-payload",
                    where,
                    f"an array at {field.path} asks for plain text: JSON is dropped",
                    f'write {{"{field.path}": {{"<field>": [{{"exists": true}}]}}}} for JSON, '
                    "or drop the filter",
                )
        elif isinstance(condition, c.Numeric | c.SameNumber | c.Constant):
            yield finding(
                "never-matches",
                where,
                f"{field.path} as plain text is a string, which {spelled(condition)} never matches",
                f'write {{"{field.path}": {{"<field>": [{spelled(condition)}]}}}} for JSON',
            )
