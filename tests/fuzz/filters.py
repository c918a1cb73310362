"""Hammers the filter engine with random and mutated input: python tests/fuzz/filters.py.

Every pattern is taken or refused with a PatternError of one line, every event decided or refused
with an EventError; nothing else is raised, hangs or needs memory without end. A failure prints the
smallest input that Hypothesis finds, and the seed that leads to it again.
"""

from __future__ import annotations

import base64
import contextlib
import json
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from policies.domain.filters import (
    SOURCES,
    EventError,
    PatternError,
    analyse,
    analyse_criteria,
    compact,
    compile_pattern,
    lambda_profile,
    record_filter,
    record_passes,
)
from tests.fuzz.hammering import main, one_line

if TYPE_CHECKING:
    from tests.fuzz.hammering import Target

TABLE = Path(__file__).parent.parent / "policies" / "domain" / "filters" / "conformance.txt"
KNOWN = [
    [part.strip() for part in line.split(" | ")]
    for line in TABLE.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
PATTERNS_OF_TABLE = [pattern for _, pattern, _ in KNOWN]
EVENTS_OF_TABLE = [event for verdict, _, event in KNOWN if verdict != "refused"]

KEYS = ["a", "b", "c", "a.b", "", "$or", "prefix", "body", "data", "value", "dynamodb", "NewImage"]
TOKENS = [
    *('"a"', '"$or"', '"prefix"', '"suffix"', '"numeric"', '"exists"', '"anything-but"', '"cidr"'),
    *('"wildcard"', '"equals-ignore-case"', '"exactly"', '"10.0.0.0/8"', '"::/1"', '"*a*b*"'),
    *('">"', '"<="', '"="', "1", "-0.0", "1e999", "1e-999", "9" * 400, "0." + "1" * 400, "true"),
    *("false", "null", "NaN", "{", "}", "[", "]", ":", ",", " ", "\\", '"', "\\ud800", "\u0130"),
    *("{}", "[]", '{"exists": false}', '{"a":' * 30, "[" * 40, "]" * 40, "\N{GRINNING FACE}", "\0"),
]
TEXTS = st.text(max_size=8) | st.text("ab*\\s\u017f\u0130\u00df", max_size=12)
NUMBERS = (
    st.integers()
    | st.floats()
    | st.sampled_from([0, 2**53 + 1, 5e9, 5_000_000_001, 1.7976931348623157e308])
)
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS | st.sampled_from(["10.0.0.1", "::1", "a"])
ANY_KEY = st.sampled_from(KEYS) | TEXTS
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_KEY, inner, max_size=4),
    max_leaves=20,
)
ONE_OR_MORE = st.lists(SCALARS, min_size=1, max_size=3)
FOLDED = st.builds(lambda text: {"equals-ignore-case": text}, TEXTS)
CONDITIONS: st.SearchStrategy[Any] = st.one_of(
    SCALARS,
    st.builds(
        lambda operator, text: {operator: text},
        st.sampled_from(["prefix", "suffix", "equals-ignore-case", "wildcard", "exactly", "cidr"]),
        TEXTS | FOLDED | st.sampled_from(["10.0.0.0/8", "::/0", "0.0.0.0/0", "*a*", "a*b*c*d"]),
    ),
    st.builds(lambda wanted: {"exists": wanted}, st.booleans()),
    st.builds(lambda low, high: {"numeric": [">=", low, "<", high]}, NUMBERS, NUMBERS),
    st.builds(
        lambda sign, n: {"numeric": [sign, n]},
        st.sampled_from(["=", "<", "<=", ">", ">="]),
        NUMBERS,
    ),
    st.builds(lambda values: {"anything-but": values}, ONE_OR_MORE | SCALARS),
    st.builds(
        lambda operator, texts: {"anything-but": {operator: texts}},
        st.sampled_from(["prefix", "suffix", "equals-ignore-case", "wildcard"]),
        TEXTS | st.lists(TEXTS, max_size=3),
    ),
)
ARRAYS = st.lists(CONDITIONS, min_size=1, max_size=3)


def objects(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Objects of few keys; `dictionaries` takes ten times as long to draw."""
    return st.lists(st.tuples(ANY_KEY, values), min_size=1, max_size=3).map(dict)


FIELDS = objects(ARRAYS | objects(ARRAYS | objects(ARRAYS)))
SHAPED = st.builds(
    lambda fields, either: {**fields, "$or": either} if either else fields,
    FIELDS,
    st.just([]) | st.lists(FIELDS, min_size=2, max_size=3),
)


@st.composite
def mutated(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """A text with a few pieces cut out, doubled, moved or replaced."""
    text = draw(texts)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        piece = draw(st.sampled_from(TOKENS) | st.sampled_from(["", text[start:end] * 2]))
        text = text[:start] + piece + text[end:]
    return text


PATTERNS = mutated(st.sampled_from(PATTERNS_OF_TABLE) | SHAPED.map(json.dumps)) | st.lists(
    st.sampled_from(TOKENS), max_size=30
).map("".join)
EVENTS = mutated(st.sampled_from(EVENTS_OF_TABLE) | JSON.map(json.dumps))
NAMES = st.sampled_from([*SOURCES, "documentdb"])


def encoded(payload: str) -> str:
    return base64.b64encode(payload.encode("utf-8", "surrogatepass")).decode("ascii")


RECORDS: st.SearchStrategy[Any] = JSON | st.builds(
    lambda payload, more: {
        **more,
        "body": payload,
        "data": encoded(payload),
        "kinesis": {"data": encoded(payload)},
        "value": encoded(payload),
    },
    EVENTS,
    st.dictionaries(ANY_KEY, JSON, max_size=3),
)


def check_pattern_and_event(pattern: str, event: str) -> None:
    try:
        compiled = compile_pattern(pattern)
    except EventError as error:
        raise AssertionError("a pattern is no event") from error
    except PatternError as error:
        return one_line(error)
    if compile_pattern(compact(pattern)).text != compact(pattern):
        raise AssertionError("the compact form is not compact")
    try:
        passes = compiled.matches_json(event)
    except EventError as error:
        return one_line(error)
    if passes not in {True, False}:
        raise AssertionError(f"no verdict: {passes!r}")
    return None


def check_explanation(pattern: str, event: Any) -> None:
    with contextlib.suppress(PatternError):
        compiled = compile_pattern(pattern)
        miss = compiled.explain(event)
        if compiled.matches(event) != (miss is None):
            raise AssertionError(f"{miss} does not explain the verdict")


def check_record(pattern: str, record: Any, source: str) -> None:
    try:
        passes = record_passes(pattern, record, source)
        miss = record_filter(pattern, source).explain(record)
    except PatternError as error:
        return one_line(error)
    if passes != (miss is None):
        raise AssertionError(f"{miss} does not explain the verdict")
    return None


def check_analysis(pattern: str, source: str) -> None:
    for found in (*analyse(pattern, source), *lambda_profile([pattern])):
        if not found.reason or not found.fix or not found.evidence:
            raise AssertionError(f"a finding that nobody can act on: {found!r}")


def check_criteria(criteria: Any, source: str) -> None:
    report = analyse_criteria(criteria, source)
    if report.working is None:
        return
    again = analyse_criteria(report.working, source, undocumented=None).findings
    left = [each for each in again if each.severity == "error" and each.kind != "filter-count"]
    if left:
        raise AssertionError(f"what is said to work does not: {left}")


def check_burst(number: int) -> None:
    """A hundred mutations without Hypothesis, which draws slower than the engine decides."""
    chance = random.Random(number)  # noqa: S311 - the number leads to them again
    for _ in range(100):
        pattern = _mangled(chance, chance.choice(PATTERNS_OF_TABLE))
        event = _mangled(chance, chance.choice(EVENTS_OF_TABLE))
        source = chance.choice(list(SOURCES))
        try:
            check_pattern_and_event(pattern, event)
            check_record(pattern, {"body": event, "value": encoded(event)}, source)
            check_analysis(pattern, source)
            check_criteria(pattern, source)
        except BaseException as error:
            error.add_note(f"pattern {pattern!r}, event {event!r}, source {source}")
            raise


def _mangled(chance: random.Random, text: str) -> str:
    for _ in range(chance.randrange(4)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.randrange(8))
        piece = chance.choice([*TOKENS, "", text[start:end] * 2, chance.choice(PATTERNS_OF_TABLE)])
        text = text[:start] + piece + text[end:]
    return text


CRITERIA = (
    PATTERNS
    | JSON
    | st.builds(
        lambda texts: {"Filters": [{"Pattern": text} for text in texts]},
        st.lists(PATTERNS, max_size=3),
    )
    | mutated(SHAPED.map(lambda each: json.dumps({"Filters": [{"Pattern": json.dumps(each)}]})))
)
TARGETS: list[Target] = [
    (check_pattern_and_event, (PATTERNS, EVENTS)),
    (check_explanation, (PATTERNS, JSON)),
    (check_record, (PATTERNS, RECORDS, NAMES)),
    (check_analysis, (PATTERNS, NAMES)),
    (check_criteria, (CRITERIA, NAMES)),
    (check_burst, (st.integers(0, 2**64),)),
]


if __name__ == "__main__":
    sys.exit(main(__doc__, TARGETS))
