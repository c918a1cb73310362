"""Rules about event filters: which records never reach the function, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.engine import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.domain.filters import Finding as FilterFinding
    from policies.template.resources.event_source_mapping import EventSourceMapping


def about(mapping: EventSourceMapping, *kinds: str) -> Iterator[Finding]:
    """What the domain's analysis finds of these kinds in the mapping's filters."""
    criteria = mapping.filter_criteria
    for found in criteria.findings if criteria else ():
        if found.kind in kinds:
            yield Finding(mapping, _message(found), found.fix, at=_property(found))


def _message(found: FilterFinding) -> str:
    if found.is_of_all_filters:
        return found.reason
    subject = f"filter {found.filter}"
    if found.path and found.kind != "invalid-criteria":
        subject += f", {found.path}"
    return f"{subject}: {found.reason}"


def _property(found: FilterFinding) -> str:
    if found.is_of_all_filters:
        return "FilterCriteria"
    return f"FilterCriteria.Filters.{found.filter}"
