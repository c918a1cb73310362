"""FilterCriteria as people paste them: what is wrong with each part, and the form that works."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policies.domain.filters.analysis import analyse_filters
from policies.domain.filters.analysis.criteria_form import CriteriaReader, dumped
from policies.domain.filters.errors import PatternError
from policies.domain.filters.fields import OR
from policies.domain.filters.json_text import read_pattern
from policies.domain.filters.profile import lambda_profile
from policies.domain.filters.sources import SOURCES
from policies.domain.filters.spelling import compact_json

if TYPE_CHECKING:
    from policies.domain.filters.analysis.finding import Finding, Severity
    from policies.domain.filters.json_text import Members
    from policies.domain.filters.sources import Source


class CriteriaReport(NamedTuple):
    """What is wrong with FilterCriteria, and what to write.

    Attributes:
        findings: In the order of the filters; paths start at `Filters[0].Pattern`.
        working: The criteria as compact JSON with every repair that keeps the meaning; None when
            an error is left that only the author can settle.
    """

    findings: list[Finding]
    working: str | None


def analyse_criteria(
    criteria: object, source: str, *, undocumented: Severity | None = "warning"
) -> CriteriaReport:
    """The findings on the criteria of one mapping, and the form that works.

    Args:
        criteria: `{"Filters": [{"Pattern": "..."}]}`, as read from a template or as JSON text.
        source: `sqs`, `kinesis`, `dynamodb`, `kafka`, `mq` or `documentdb`.
        undocumented: How bad an operator is that Lambda does not document; None to allow them.

    Raises:
        PatternError: the source is none of these.
    """
    if source not in SOURCES and source != "documentdb":
        raise PatternError(
            f"source must be one of {', '.join(SOURCES)} or documentdb, got {source!r}"
        )
    found = criteria_findings(criteria, source, undocumented=undocumented)
    texts = list(CriteriaReader().patterns(criteria).values())
    return CriteriaReport(list(map(_placed, found)), _working(texts, source))


def criteria_findings(
    criteria: object, source: str | None = None, *, undocumented: Severity | None = "warning"
) -> list[Finding]:
    """The findings on the criteria of one mapping: `filter` says which, `path` where in it.

    Args:
        criteria: As for `analyse_criteria`; a filter that is `UNKNOWN` keeps its number and is
            not judged.
        source: As for `analyse`; without it, what depends on the source is not said.
        undocumented: How bad an operator is that Lambda does not document; None to allow them.
    """
    reader = CriteriaReader()
    patterns = reader.patterns(criteria)
    numbers, texts = list(patterns), list(patterns.values())
    found = (
        *analyse_filters(texts, source),
        *lambda_profile(texts, undocumented=undocumented),
    )
    of_filters = [each._replace(filter=numbers[each.filter]) if numbers else each for each in found]
    return [*reader.findings, *of_filters]


def _placed(found: Finding) -> Finding:
    if found.kind == "invalid-criteria" or found.is_of_all_filters:
        return found
    place = f"Filters[{found.filter}].Pattern"
    return found._replace(path=f"{place}: {found.path}" if found.path else place)


def _working(patterns: list[str], source: str) -> str | None:
    known = SOURCES.get(source)
    if known is None or not patterns:
        return None
    repaired = [_in_the_payload(pattern, known) for pattern in patterns]
    if any(each.severity == "error" for each in analyse_filters(repaired, source)):
        return None
    return dumped({"Filters": [{"Pattern": pattern} for pattern in repaired]})


def _in_the_payload(pattern: str, source: Source) -> str:
    """The pattern with the keys that its source does not have moved under the data key."""
    try:
        members = read_pattern(pattern)
    except PatternError:
        return pattern
    if not isinstance(members, tuple):
        return pattern
    top: list[tuple[str, object]] = []
    payload: list[tuple[str, object]] = []
    for key, value in members:
        name = _top_level_name(key, source)
        inner = _inner_data(key, value, source)
        if inner is not None:
            top.append((source.data_key, inner))
        elif name or source.name == "dynamodb":
            top.append((name or key, value))
        else:
            payload.append((key, value))
    return compact_json(tuple(_with_payload(top, tuple(payload), source.data_key)))


def _top_level_name(key: str, source: Source) -> str:
    """The key of the source's records that is meant; empty for a field of the payload."""
    if key == OR or key in source.data_keys or key in source.metadata:
        return key
    if key.lower() in {each.data_key for each in SOURCES.values()}:
        return source.data_key
    return ""


def _with_payload(
    top: list[tuple[str, object]], payload: Members, data_key: str
) -> list[tuple[str, object]]:
    """The members with more below the data key: in it, because few tools know repeated keys."""
    if not payload:
        return top
    for number, (key, value) in enumerate(top):
        if key == data_key and isinstance(value, tuple):
            return [*top[:number], (key, (*value, *payload)), *top[number + 1 :]]
    return [*top, (data_key, payload)]


def _inner_data(key: str, value: object, source: Source) -> object:
    if source.name == "kinesis" and key == "kinesis" and isinstance(value, tuple):
        inner = dict(value)
        if list(inner) == ["data"]:
            return inner["data"]
    return None
