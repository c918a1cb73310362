"""FilterCriteria in forms that are almost right, and what is wrong with the form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from policies.domain.filters.analysis.finding import finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policies.domain.filters.analysis.finding import Finding
    from policies.domain.filters.location import Where


# A filter that only the deployment knows.
UNKNOWN: Final = object()


class CriteriaReader:
    """Reads criteria of almost the right form, noting what is wrong with it."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def patterns(self, criteria: object) -> dict[int, str]:
        """The texts of the patterns, by the number of their filter."""
        if isinstance(criteria, str):
            criteria = self._read(criteria)
        if isinstance(criteria, list | tuple):
            self._note((), "FilterCriteria is a list", 'write {"Filters": [...]}')
            return self._filters(criteria)
        if not isinstance(criteria, dict):
            if criteria is not None:
                self._note((), "FilterCriteria is no object", 'write {"Filters": [...]}')
            return {}
        if not criteria:
            return {}  # AWS takes {} to remove all filters
        for key in criteria:
            if key != "Filters" and str(key).lower() == "filters":
                self._note((str(key),), f"FilterCriteria has no {key}", "write Filters")
                return self._filters(criteria[key])
        if "Filters" not in criteria:
            self._note((), "FilterCriteria has no Filters", 'write {"Filters": [...]}')
            return self._filters([criteria])
        return self._filters(criteria["Filters"])

    def _read(self, text: str) -> object:
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            place = getattr(error, "colno", 1)
            try:
                repaired = json.loads(_unescaped(text))
            except (ValueError, RecursionError):
                self._note((), f"not JSON at column {place}", "quote keys and strings once")
                return None
            self._note(
                (), f'not JSON: \\" outside a string at column {place}', 'write " instead of \\"'
            )
            return repaired

    def _filters(self, filters: object) -> dict[int, str]:
        if not isinstance(filters, list | tuple):
            self._note(("Filters",), "Filters is no list", "write [{...}]")
            return self._filters([filters]) if isinstance(filters, dict) else {}
        patterns = {number: self._pattern(each, number) for number, each in enumerate(filters)}
        return {number: text for number, text in patterns.items() if text is not None}

    def _pattern(self, entry: object, number: int) -> str | None:
        where: Where = ("Filters", number)
        if entry is UNKNOWN:
            return None
        if isinstance(entry, str):
            self._note(where, "a filter is an object", 'write {"Pattern": "..."} around the text')
            return entry
        if not isinstance(entry, dict) or not entry:
            self._note(where, "a filter is an object with a Pattern", 'write {"Pattern": "..."}')
            return None
        for key in entry:
            if key != "Pattern" and str(key).lower() == "pattern" and "Pattern" not in entry:
                self._note(where, f"a filter has no {key}", "write Pattern")
                entry = {"Pattern": entry[key]}
                break
        pattern = entry.get("Pattern")
        if "Pattern" not in entry:
            self._note(
                where,
                f"a filter has only the key Pattern, got {_listed(entry)}",
                f"write {dumped({'Pattern': dumped(entry)})}",
            )
            return dumped(entry)
        if isinstance(pattern, str):
            return pattern
        self._note(
            (*where, "Pattern"),
            "a Pattern is JSON in a string, not an object",
            f"write {dumped(dumped(pattern))}",
        )
        return dumped(pattern)

    def _note(self, where: Where, reason: str, fix: str) -> None:
        number = next((step for step in where if isinstance(step, int)), 0)
        noted = finding("invalid-criteria", where, reason, fix)
        self.findings.append(noted._replace(filter=number))


def _unescaped(text: str) -> str:
    r"""The text with strings that were opened and closed by `\"` outside any other string."""
    parts, position = [], 0
    while position < len(text):
        character = text[position]
        if text.startswith('\\"', position):
            end = text.find('\\"', position + 2)
            if end < 0:
                return text
            parts.append(f'"{text[position + 2 : end]}"')
            position = end + 2
        elif character == '"':
            end = position + 1
            while end < len(text) and text[end] != '"':
                end += 2 if text[end] == "\\" else 1
            parts.append(text[position : end + 1])
            position = end + 1
        else:
            parts.append(character)
            position += 1
    return "".join(parts)


def _listed(keys: Iterable[object]) -> str:
    return ", ".join(map(str, keys))


def dumped(value: object) -> str:
    """The value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
