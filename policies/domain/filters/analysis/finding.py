"""What analysis says about a filter, and on what evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from policies.domain.filters.location import rendered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.domain.filters.location import Where

Severity = Literal["error", "warning", "advice"]

_LAMBDA: Final = "https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html"
_DYNAMODB: Final = "https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html"
_RULER: Final = "https://github.com/aws/event-ruler, executed at 2.0.1"


class Kind(NamedTuple):
    """One sort of finding.

    Attributes:
        severity: error: AWS refuses it, or it lets through nothing, everything or what is not
            meant. warning: a part of it does nothing. advice: it works, but not for certain.
        evidence: Where AWS says so, or what was executed to see it.
    """

    severity: Severity
    evidence: str


KINDS: Final[Mapping[str, Kind]] = {
    "invalid-pattern": Kind("error", f"{_RULER}: JsonRuleCompiler"),
    "invalid-criteria": Kind(
        "error", "https://docs.aws.amazon.com/lambda/latest/api/API_FilterCriteria.html"
    ),
    "unsupported-source": Kind("error", _LAMBDA),
    "unknown-key": Kind("error", _LAMBDA),
    "undocumented-key": Kind("advice", _LAMBDA),
    "plain-text-payload": Kind("error", _LAMBDA),
    "payload-as-text-and-json": Kind("error", _LAMBDA),
    "dynamodb-number": Kind("error", f"{_DYNAMODB}: numbers are strings in the record"),
    "dynamodb-type-key": Kind("error", f"{_DYNAMODB}: attribute values carry their type"),
    "exists-on-object": Kind("error", f"{_DYNAMODB}: exists works on leaf nodes only"),
    "exists-on-payload": Kind(
        "error", "https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html"
    ),
    "or-of-anything-but": Kind("error", f"{_LAMBDA}: the values of an array are ORed"),
    "or-of-ranges": Kind("error", f"{_LAMBDA}: the values of an array are ORed"),
    "operator-without-array": Kind("error", f"{_LAMBDA}: the leaves of a pattern are arrays"),
    "never-matches": Kind("error", f"{_RULER}: matching"),
    "always-matches": Kind("error", f"{_RULER}: matching"),
    "redundant-exists": Kind("warning", f"{_LAMBDA}: the values of an array are ORed"),
    "replaced-by-or": Kind("error", f"{_RULER}: JsonRuleCompilerTest.testWithRuleOverride"),
    "replaced-by-duplicate": Kind("error", f"{_RULER}: ACMachineTest.testDuplicateKeyLastOneWins"),
    "leaf-and-object": Kind("warning", f"{_RULER}: only leaves have values"),
    "subsumed-filter": Kind("warning", f"{_LAMBDA}: the filters of a mapping are ORed"),
    "number-out-of-range": Kind("advice", f"{_RULER}: ComparableNumber up to August 2024"),
    "number-by-text": Kind("warning", f"{_RULER}: ComparableNumber"),
    "number-as-string": Kind("advice", f"{_LAMBDA}: strings and numbers never equal"),
    "undocumented-operator": Kind("warning", f"{_LAMBDA}: the table of operators"),
    "filter-count": Kind("error", f"{_LAMBDA}: 5 filters, 10 by request"),
    "filter-quota": Kind("advice", f"{_LAMBDA}: 5 filters, 10 by request"),
    "pattern-length": Kind(
        "error", "https://docs.aws.amazon.com/lambda/latest/api/API_Filter.html"
    ),
}


class Finding(NamedTuple):
    """One thing that is wrong with a filter.

    Attributes:
        kind: Its id, a key of `KINDS`.
        severity: How bad it is.
        reason: What was seen and what it does.
        path: Where in the pattern, as `body.temperature[0]`; empty for all of it.
        fix: What to write instead.
        evidence: How that is known.
        filter: Which of several filters, from 0.
    """

    kind: str
    severity: Severity
    reason: str
    path: str
    fix: str
    evidence: str
    filter: int = 0

    @property
    def is_of_all_filters(self) -> bool:
        """True for what is said of a mapping's filters together, not of one."""
        return self.kind in {"filter-count", "filter-quota", "unsupported-source"}

    def __str__(self) -> str:
        subject = f"{self.path}: " if self.path else ""
        return f"{subject}{self.reason}; {self.fix}"


def finding(kind: str, where: Where, reason: str, fix: str, evidence: str = "") -> Finding:
    """The finding, with the severity of its kind, and its evidence unless there is nearer one."""
    known = KINDS[kind]
    return Finding(kind, known.severity, reason, rendered(where), fix, evidence or known.evidence)
