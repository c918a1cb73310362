"""Conditions combined: alternatives, each of them conditions that must hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NoReturn

from policies.domain import limits
from policies.domain.filters.analysis.subsumption import check_filters
from policies.domain.filters.analysis.values import check_cover
from policies.domain.filters.builder.both import both
from policies.domain.filters.builder.writing import (
    Alternative,
    as_text,
    one_pattern,
    several_patterns,
)
from policies.domain.filters.errors import PatternError
from policies.domain.filters.grammar import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policies.domain.filters.builder.writing import Keys


_LEAF: Final = '{"exists":true}'


class Filter:
    """What a mapping lets through, written as a condition.

    `&` requires both, `|` either; put comparisons in parentheses, because Python binds `&` and
    `|` closer than `>`.
    """

    __slots__ = ("_alternatives",)

    def __init__(self, alternatives: Iterable[Alternative]) -> None:
        self._alternatives = list(alternatives)
        problem = limits.FILTER_OR_COMBINATIONS.violation(len(self._alternatives))
        if problem:
            raise PatternError(problem, fix="write fewer | inside &")

    def __repr__(self) -> str:
        return f"Filter({', '.join(map(as_text, self._alternatives))})"

    def __or__(self, other: Filter) -> Filter:
        self._require(other, "|")
        if len(self._alternatives) == len(other._alternatives) == 1:
            merged = _merged(self._alternatives[0], other._alternatives[0])
            if merged is not None:
                return Filter([merged])
        known = list(self._alternatives)
        known += [each for each in other._alternatives if each not in known]
        combined = Filter(known)
        combined._refuse_covered()
        return combined

    def __and__(self, other: Filter) -> Filter:
        self._require(other, "&")
        limit = limits.FILTER_OR_COMBINATIONS
        problem = limit.violation(len(self._alternatives) * len(other._alternatives))
        if problem:  # before the work, not after it
            raise PatternError(problem, fix="write fewer | inside &")
        return Filter(
            _joined(one, another) for one in self._alternatives for another in other._alternatives
        )

    def __bool__(self) -> NoReturn:
        raise PatternError(
            "a filter is neither true nor false in Python",
            fix="write & for and, | for or, .between(low, high) for low <= path <= high",
        )

    def __invert__(self) -> NoReturn:
        raise PatternError(
            "a filter cannot be negated as a whole",
            fix="write .anything_but(...), .absent() or the opposite comparison",
        )

    def patterns(self, *, most: int | None = None) -> list[str]:
        """The patterns of the filters, as compact JSON.

        Alternatives become one pattern with `$or`, or several filters where `$or` cannot say it:
        plain text beside JSON, keys that `$or` reserves, or more than 4096 characters.

        Args:
            most: How many filters the mapping may have, 1 to 10.

        Raises:
            PatternError: there are more filters, or one is longer.
        """
        found = one_pattern(self._alternatives) or several_patterns(self._alternatives)
        problem = limits.FILTER_COUNT.violation(len(found))
        if problem is None and most is not None and len(found) > most:
            problem = f"{limits.FILTER_COUNT.label} must be at most {most}, got {len(found)}"
        if problem:
            raise PatternError(problem, fix="write fewer alternatives")
        for text in found:
            problem = limits.FILTER_PATTERN_LENGTH.violation(len(text))
            if problem:
                raise PatternError(problem, fix="test fewer values, or split the condition with |")
        return found

    def criteria(self) -> dict[str, list[dict[str, str]]]:
        """The filters as CloudFormation's FilterCriteria.

        Raises:
            PatternError: as `patterns`.
        """
        return {"Filters": [{"Pattern": text} for text in self.patterns()]}

    def cdk_filters(self) -> list[dict[str, Any]]:
        """The filters as `filters=` of CDK's own event sources takes them.

        Raises:
            PatternError: as `patterns`.
        """
        return [{"pattern": text} for text in self.patterns()]

    def _require(self, other: object, operator: str) -> None:
        if not isinstance(other, Filter):
            raise PatternError(
                f"{operator} must stand between filters, got {other!r}",
                fix="put each comparison in parentheses",
            )

    def _refuse_covered(self) -> None:
        parsed = [parse(as_text(alternative)) for alternative in self._alternatives]
        for finding in check_filters(parsed):
            if finding.severity == "error":
                raise PatternError(f"{finding.path}: {finding.reason}", fix=finding.fix)


def _merged(one: Alternative, other: Alternative) -> Alternative | None:
    """One alternative that is either of two at the same single path; None for other paths."""
    if one.keys() != other.keys() or len(one) != 1:
        return None
    [(keys, first)] = one.items()
    merged: Alternative = {keys: tuple(dict.fromkeys((*first, *other[keys])))}
    [field] = parse(as_text(merged)).fields
    for finding in check_cover(field.conditions, field.where):
        raise PatternError(f"{finding.path}: {finding.reason}", fix=finding.fix)
    return {keys: (_LEAF,)} if _LEAF in merged[keys] and not field.absence else merged


def _joined(one: Alternative, other: Alternative) -> Alternative:
    joined = dict(one)
    for keys, conditions in other.items():
        if keys in joined:
            joined[keys] = both(joined[keys], conditions, keys)
        else:
            _refuse_overlap(keys, joined)
            joined[keys] = conditions
    return joined


def _refuse_overlap(keys: Keys, others: Iterable[Keys]) -> None:
    path = ".".join(keys)
    for each in others:
        other = ".".join(each)
        if path == other:
            raise PatternError(
                f"{path} is one path in two spellings", fix="write its keys the same way"
            )
        if f"{path}.".startswith(f"{other}.") or f"{other}.".startswith(f"{path}."):
            raise PatternError(
                f"{min(path, other)} cannot be a value and hold {max(path, other)}",
                fix="keep one of the two, or write | where either is meant",
            )
