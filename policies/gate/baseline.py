"""The findings a project starts with: known, and not its next pull request's fault."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from policies.gate.identity import Identity
from policies.template.document import read_document
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

SCHEMA: Final = 1
_FIELDS: Final = ("rule", "place", "property")
_NUMBER: Final = re.compile(r"\d+")


class Baseline:
    """How many findings of each identity are known.

    Each known one is found once. Those that are the same to the letter come first; then those whose
    place has other numbers, as where the elements of a loop have moved up. What is left is new.
    """

    def __init__(self, known: Iterable[Identity] | Mapping[Identity, int] = ()) -> None:
        self._left = Counter(known)

    def known(self, findings: Sequence[Identity]) -> list[bool]:
        """Which of the findings are known ones; called once, with all there are."""
        are_known = [_take(self._left, finding) for finding in findings]
        by_shape: dict[Identity, list[Identity]] = {}
        for left in self._left.elements():
            by_shape.setdefault(_numberless(left), []).append(left)
        for number, finding in enumerate(findings):
            if not are_known[number] and (alike := by_shape.get(_numberless(finding))):
                are_known[number] = _take(self._left, alike.pop())
        return are_known

    @property
    def resolved(self) -> list[Identity]:
        """The known findings that were not found again."""
        return sorted(self._left.elements())


def _take(left: Counter[Identity], finding: Identity) -> bool:
    if left[finding] <= 0:
        return False
    left[finding] -= 1
    return True


def _numberless(finding: Identity) -> Identity:
    return finding._replace(place=_NUMBER.sub("#", finding.place))


def read_baseline(path: Path) -> Baseline:
    """The baseline of a file.

    Raises:
        UnreadableError: it is missing or no baseline; nothing of it counts then.
    """
    if not path.exists():
        raise UnreadableError(path, "no such file; write one with keel baseline")
    data = read_document(path).data
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise UnreadableError(path, f"no baseline of schema {SCHEMA}; write one with keel baseline")
    return Baseline(_identities(path, data.get("findings")))


def _identities(path: Path, entries: Any) -> Counter[Identity]:
    if not isinstance(entries, list):
        raise UnreadableError(path, "its findings are no list; write it again with keel baseline")
    known: Counter[Identity] = Counter()
    for number, entry in enumerate(entries):
        texts = [entry.get(field) for field in _FIELDS] if isinstance(entry, dict) else [None]
        count = entry.get("count", 1) if isinstance(entry, dict) else 0
        if not all(isinstance(text, str) for text in texts) or not _is_count(count):
            raise UnreadableError(
                path, f"finding {number} is malformed; write it again with keel baseline"
            )
        known[Identity(*map(str, texts))] += count
    if known.total() > _MOST:
        raise UnreadableError(
            path, f"holds more than {_MOST} findings; keel baseline wrote none such"
        )
    return known


def _is_count(count: object) -> bool:
    return isinstance(count, int) and not isinstance(count, bool) and 0 < count <= _MOST


# A file with more was not written by Keel, and must not take the memory it asks for.
_MOST: Final = 1_000_000


def document(findings: Iterable[Identity]) -> str:
    """The text of a baseline of these findings: sorted, so that a diff shows what changed."""
    counts = sorted(Counter(findings).items())
    entries = [
        {**known._asdict(), **({"count": count} if count > 1 else {})} for known, count in counts
    ]
    return json.dumps({"schema": SCHEMA, "findings": entries}, indent=2) + "\n"
