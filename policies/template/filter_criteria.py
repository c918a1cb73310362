"""The filters of an event source mapping, and what the domain finds wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policies.template.values import Unresolved, is_inserted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policies.domain.filters import Finding as FilterFinding
    from policies.template.resources.event_source_mapping import EventSourceMapping


class FilterCriteria:
    """What the template knows of a mapping's FilterCriteria; unresolved filters are left out.

    Attributes:
        are_partly_unknown: Whether only the deployment knows some of the filters, or all.
    """

    def __init__(self, mapping: EventSourceMapping) -> None:
        # Its import costs 10 ms, and few mappings have filters.
        from policies.domain.filters.analysis.criteria_form import UNKNOWN  # noqa: PLC0415

        self._mapping = mapping
        self._unknown = UNKNOWN
        self.are_partly_unknown = False
        self._criteria = self._read()
        self._findings: Sequence[FilterFinding] | None = None

    @property
    def patterns(self) -> dict[int, str]:
        """The patterns that are known text, by the number of their filter."""
        filters = self._criteria.get("Filters") if isinstance(self._criteria, dict) else None
        return {
            number: each["Pattern"]
            for number, each in enumerate(filters if isinstance(filters, list) else ())
            if isinstance(each, dict) and isinstance(each.get("Pattern"), str)
        }

    @property
    def findings(self) -> Sequence[FilterFinding]:
        """What is certainly wrong with them: `filter` says which, `path` where in its pattern."""
        if self._findings is None:
            from policies.domain.filters.analysis.criteria import (  # noqa: PLC0415 - see above
                criteria_findings,
            )

            # {} removes all filters, and what the deployment knows may turn out to be none.
            has_none = self._criteria is None or self._criteria == {}
            found = [] if has_none else criteria_findings(self._criteria, self._mapping.source)
            self._findings = found
        return self._findings

    def _read(self) -> Any:
        """The criteria as plain data; None where only the deployment knows them."""
        criteria = self._mapping.value("FilterCriteria")
        if isinstance(criteria, Unresolved) or _is_inserted_into(criteria):
            return self._not_known(None)
        if not isinstance(criteria, dict) or "Filters" not in criteria:
            return criteria
        filters = self._mapping.template.intrinsics.resolve(criteria["Filters"])
        if isinstance(filters, Unresolved):
            return self._not_known(None)
        if isinstance(filters, list):
            filters = [self._filter(each) for each in filters]
        return {**criteria, "Filters": filters}

    def _filter(self, entry: Any) -> Any:
        resolve = self._mapping.template.intrinsics.resolve
        entry = resolve(entry)
        if entry is None:
            # AWS::NoValue takes the filter out of the list; the others keep their numbers.
            return self._unknown
        if isinstance(entry, Unresolved) or _is_inserted_into(entry):
            return self._not_known(self._unknown)
        if not isinstance(entry, dict):
            return entry
        values = {key: resolve(value) for key, value in entry.items()}
        if any(isinstance(value, Unresolved) for value in values.values()):
            return self._not_known(self._unknown)
        return {key: value for key, value in values.items() if value is not None}

    def _not_known(self, stand_in: object) -> object:
        self.are_partly_unknown = True
        return stand_in


def _is_inserted_into(holder: Any) -> bool:
    """True where a macro or a loop writes beside or instead of what is there."""
    return isinstance(holder, dict) and any(is_inserted(str(key)) for key in holder)
