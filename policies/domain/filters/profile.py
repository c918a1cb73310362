"""What EventBridge takes and Lambda does not document, and Lambda's own limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.domain import limits
from policies.domain.filters import conditions as c
from policies.domain.filters.analysis.finding import finding
from policies.domain.filters.errors import PatternError
from policies.domain.filters.grammar import parse
from policies.domain.filters.spelling import compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policies.domain.filters.analysis.finding import Finding, Severity


def lambda_profile(
    pattern_texts: Sequence[str], *, undocumented: Severity | None = "warning"
) -> list[Finding]:
    """The findings on filters that go beyond what Lambda documents.

    Whether Lambda refuses the operators that its own table lacks is unknown: its page says that
    it uses EventBridge's syntax, AWS's own samples use `cidr`, and EventBridge's page keeps
    `wildcard` to rules of an event bus. Patterns that are none are `analyse_filters`' matter.

    Args:
        pattern_texts: The filters of one event source mapping.
        undocumented: How bad an operator is that Lambda does not document; None to allow them.
    """
    found = list(_count(len(pattern_texts)))
    for number, text in enumerate(pattern_texts):
        of_one = [*_length(text)]
        if undocumented is not None:
            of_one += [each._replace(severity=undocumented) for each in _operators(text)]
        found += [each._replace(filter=number) for each in of_one]
    return found


def undocumented_operator(condition: c.Condition) -> str:
    """The operator as a pattern spells it, when Lambda's table lacks it; else empty."""
    match condition:
        case c.Wildcard() | c.Cidr():
            return condition.operator
        case c.Text(explicit=True):
            return "exactly"
        case c.Affix(ignore_case=True):
            return f"{condition.operator} with equals-ignore-case"
        case c.AnythingButLike(likeness=likeness):
            return f"anything-but with {likeness}"
    return ""


def _operators(text: str) -> Iterator[Finding]:
    try:
        fields = parse(text).fields
    except PatternError:
        return
    for field in fields:
        for number, condition in enumerate(field.conditions):
            name = undocumented_operator(condition)
            if name:
                yield finding(
                    "undocumented-operator",
                    (*field.where, number),
                    f"Lambda does not document {name}",
                    _instead(condition),
                )


def _instead(condition: c.Condition) -> str:
    match condition:
        case c.Text(text=text):
            return f"write {c.Text(text).text!r} as a plain value"
        case c.Wildcard(literals=[before, ""]):
            return f'write {{"prefix": "{before}"}}'
        case c.Wildcard(literals=["", after]):
            return f'write {{"suffix": "{after}"}}'
    return "compare in the function, or allow the operator once you have seen it work"


def _count(filters: int) -> Iterator[Finding]:
    problem = limits.FILTER_COUNT.violation(filters)
    if problem:
        yield finding(
            "filter-count",
            (),
            problem,
            f"merge filters into arrays or $or until {limits.FILTER_COUNT.maximum} are left",
        )
    elif filters > limits.DEFAULT_FILTER_COUNT:
        yield finding(
            "filter-quota",
            (),
            f"filters must be at most {limits.DEFAULT_FILTER_COUNT} by default, got {filters}",
            f"ask AWS to raise the quota to {limits.FILTER_COUNT.maximum}, or merge filters",
        )


def _length(text: str) -> Iterator[Finding]:
    try:
        short = compact(text)
    except PatternError:
        short = text
    problem = limits.FILTER_PATTERN_LENGTH.violation(len(short))
    if problem:
        yield finding("pattern-length", (), problem, "split the filter, or test fewer values")
    elif limits.FILTER_PATTERN_LENGTH.violation(len(text)):
        yield finding(
            "pattern-length",
            (),
            f"{limits.FILTER_PATTERN_LENGTH.violation(len(text))}",
            f"write it on one line without white space: {len(short)} characters",
        )
