"""What a finding says better than another linter: each thing is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.rules import rule_ids, rule_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from policies.gate.verdict import Verdict


class Superseding:
    """The rules of cfn-lint's family that findings cover, with the resources they cover."""

    def __init__(self, verdicts: Iterable[Verdict] = ()) -> None:
        self._covered = {place for verdict in verdicts for place in _places(verdict)}

    def covers(self, rule_id: str, template: Path, logical_id: str) -> bool:
        """True when a finding covers the rule at the resource: `E3034`, or its native `F3034`."""
        return (_number(rule_id), template.resolve(), logical_id) in self._covered


def _places(verdict: Verdict) -> Iterator[tuple[str, Path, str]]:
    if verdict.rule not in rule_ids():
        return
    places = [(verdict.template, verdict.logical_id)]
    places += [verdict.judged] if verdict.judged else []
    for superseded in rule_named(verdict.rule).supersedes:
        tool, _, rule_id = superseded.partition("::")
        if tool == "cfn-lint":
            for template, logical_id in places:
                yield _number(rule_id), template.resolve(), logical_id


def _number(rule_id: str) -> str:
    """The linters of the family agree on the number; the letter is the severity."""
    return rule_id[1:]
