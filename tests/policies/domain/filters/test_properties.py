"""What holds for every pattern, event and text; the examples are the same in every run."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.domain.filters import (
    EventError,
    Filter,
    PatternError,
    analyse,
    analyse_criteria,
    analyse_filters,
    body,
    compact,
    compile_pattern,
    lambda_profile,
    record_filter,
)
from policies.domain.filters.case_folding import ends, equals, starts
from policies.domain.filters.numbers import comparable
from policies.domain.filters.search import holds_together
from policies.domain.filters.wildcard import matcher

if TYPE_CHECKING:
    from collections.abc import Callable

    from policies.domain.filters.fields import Parsed

settings.register_profile(
    "filters",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=200,
    suppress_health_check=[HealthCheck.too_slow],
)
everything = settings.get_profile("filters")

KEYS = st.sampled_from(["a", "b", "c"])
SCALARS: st.SearchStrategy[object] = st.sampled_from(
    [None, True, False, 0, 1, 2, -1, 1.5, "", "a", "ab", "b", "1"]
)
EVENTS = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=12,
    ),
    max_size=3,
)
NUMBERS = st.integers(-2, 2)
CONDITIONS: st.SearchStrategy[object] = st.one_of(
    SCALARS,
    st.builds(lambda text: {"prefix": text}, st.sampled_from(["", "a", "b"])),
    st.builds(lambda text: {"suffix": text}, st.sampled_from(["b", "1"])),
    st.builds(lambda number: {"numeric": [">", number]}, NUMBERS),
    st.builds(lambda number: {"numeric": ["<=", number]}, NUMBERS),
    st.builds(lambda wanted: {"exists": wanted}, st.booleans()),
    st.builds(lambda values: {"anything-but": values}, st.lists(NUMBERS, min_size=1, max_size=2)),
    st.builds(
        lambda values: {"anything-but": values},
        st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=2),
    ),
)
ARRAYS = st.lists(CONDITIONS, min_size=1, max_size=2)


PATHS = st.sampled_from(["a", "b", "c", "a.a", "a.b", "a.c", "b.a", "a.b.c"])
FIELDS = st.dictionaries(PATHS, ARRAYS, min_size=1, max_size=3)


def _nested(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields below their keys; a path below another one keeps its dots."""
    pattern: dict[str, Any] = {}
    for path, array in sorted(fields.items()):
        first, _, rest = path.partition(".")
        if rest and not isinstance(pattern.get(first), list):
            pattern.setdefault(first, {})[rest] = array
        else:
            pattern[path] = array
    return pattern


def _pattern(fields: dict[str, Any], either: list[dict[str, Any]]) -> str:
    alternatives = {"$or": [_nested(each) for each in either]} if len(either) > 1 else {}
    return json.dumps(_nested(fields) | alternatives)


PATTERNS = st.builds(_pattern, FIELDS, st.lists(FIELDS, max_size=3))


def _by_search(parsed: Parsed, event: dict[str, Any]) -> bool:
    return any(holds_together(fields.values(), event) for fields in parsed.alternatives)


@everything
@given(PATTERNS, EVENTS)
def test_the_walk_decides_as_the_search_that_goes_back(text: str, event: dict[str, Any]) -> None:
    pattern = compile_pattern(text)

    assert pattern.matches(event) == _by_search(pattern.parsed, event)


# Arrays within arrays with values beside objects: where the walk has to think.
ELEMENTS = st.recursive(
    st.sampled_from([1, 2]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=20,
)
NESTED = st.builds(lambda elements: {"a": elements}, st.lists(ELEMENTS, max_size=4))
ABSENCES = st.sampled_from(
    ['[{"exists": false}]', '[{"exists": false}, 1]', "[1]", "[2]", "[1, 2]"]
)
BRANCHES = st.lists(st.tuples(KEYS, ABSENCES), min_size=1, max_size=3)


@everything
@given(ABSENCES, BRANCHES, BRANCHES, NESTED)
def test_values_and_objects_in_nested_arrays_are_decided_alike(
    own: str,
    branches: list[tuple[str, str]],
    deeper: list[tuple[str, str]],
    event: dict[str, Any],
) -> None:
    below = ", ".join(f'"{key}": {array}' for key, array in branches)
    lowest = ", ".join(f'"{key}": {array}' for key, array in deeper)
    pattern = compile_pattern(f'{{"a": {own}, "a": {{{below}, "b": {{{lowest}}}}}}}')

    assert pattern.matches(event) == _by_search(pattern.parsed, event)


@everything
@given(PATTERNS, EVENTS)
def test_an_explanation_names_a_path_of_the_pattern(text: str, event: dict[str, Any]) -> None:
    pattern = compile_pattern(text)
    miss = pattern.explain(event)

    assert pattern.matches(event) == (miss is None)
    if miss is not None:
        assert miss.path in {field.path for field in pattern.parsed.fields}


@everything
@given(PATTERNS, EVENTS)
def test_text_and_dict_of_an_event_are_judged_alike(text: str, event: dict[str, Any]) -> None:
    pattern = compile_pattern(text)

    assert pattern.matches(event) == pattern.matches_json(json.dumps(event))


@everything
@given(PATTERNS)
def test_the_compact_form_is_the_same_pattern(text: str) -> None:
    short = compact(text)

    assert json.loads(short) == json.loads(text)
    assert len(short) <= len(text)
    assert compact(short) == short


@settings(everything, max_examples=100)
@given(st.lists(PATTERNS, min_size=2, max_size=2), st.lists(EVENTS, min_size=5, max_size=5))
def test_a_subsumed_filter_lets_nothing_more_through(
    texts: list[str], events: list[dict[str, Any]]
) -> None:
    patterns = [compile_pattern(text) for text in texts]
    for finding in analyse_filters(texts):
        if finding.kind == "subsumed-filter":
            rest = [each for n, each in enumerate(patterns) if n != finding.filter]
            for event in events:
                if patterns[finding.filter].matches(event):
                    assert any(other.matches(event) for other in rest)


@everything
@given(st.lists(CONDITIONS, min_size=1, max_size=4), SCALARS)
def test_what_is_said_to_match_always_or_never_does(conditions: list[object], leaf: object) -> None:
    text = json.dumps({"a": conditions})
    matches = compile_pattern(text).matches({"a": leaf})
    for finding in analyse(text):
        if finding.kind == "or-of-ranges" and type(leaf) in (int, float):
            assert matches
        if finding.kind == "always-matches" or "every leaf matches" in finding.reason:
            assert matches
        if finding.kind == "never-matches" and len(conditions) == 1:
            assert not matches


@everything
@given(st.text("ab*", max_size=12), st.text("ab", max_size=14))
def test_wildcards_match_as_their_regular_expression(form: str, text: str) -> None:
    literals = re.sub(r"\*+", "*", form).split("*")
    expression = ".*".join(map(re.escape, literals))

    assert matcher(literals)(text) == bool(re.fullmatch(expression, text))


@everything
@given(st.text(max_size=6), st.text(max_size=4))
def test_ignoring_case_accepts_either_spelling_of_each_character(text: str, more: str) -> None:
    basic = "".join(character for character in text if character <= "\uffff")
    for spelling in (str.lower, str.upper):
        # Character by character: a word's final sigma is no business of the pattern's.
        spelled = "".join(map(spelling, basic))
        assert equals(basic)(spelled)
        assert starts(basic)(spelled + more)
        assert ends(basic)(more + spelled)


@everything
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_is_comparable_with_its_own_spelling(number: float) -> None:
    assert comparable(repr(number)) == number


@everything
@given(st.integers(min_value=2**53, max_value=2**70))
def test_an_integer_is_comparable_when_a_float_spells_it_so(number: int) -> None:
    assert (comparable(str(number)) is not None) == (Decimal(repr(float(number))) == number)


# Text near the grammar, so that the fuzzing gets past the first character.
PIECES = st.sampled_from(
    ['"a"', '"b"', '"$or"', '"prefix"', '"numeric"', '"exists"', '"anything-but"', '"wildcard"',
     '"cidr"', '"10.0.0.0/8"', '"*a*"', '">"', "1", "1e999", "-0.0", "true", "null", "NaN",
     "{", "}", "[", "]", ":", ",", " ", "\\", '"', "\ud800", "é"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=30)
VALID_JSON = st.recursive(
    SCALARS | st.floats() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["a", "a.b", "$or", "prefix", "suffix", "numeric", "exists", "anything-but",
                 "equals-ignore-case", "wildcard", "cidr", "exactly", "body"]
            ) | st.text(max_size=2),
            inner,
            max_size=3,
        )
    ),
    max_leaves=10,
)  # fmt: skip
FUZZ = TEXTS | VALID_JSON.map(json.dumps)


@settings(everything, max_examples=800)
@given(FUZZ, FUZZ)
def test_no_text_does_more_than_raise_a_pattern_error(pattern: str, event: str) -> None:
    assert _outcome(lambda: compile_pattern(pattern).matches_json(event)) in {True, False, None}
    assert _outcome(lambda: compact(pattern)) is not False


@settings(everything, max_examples=500)
@given(FUZZ, VALID_JSON, st.sampled_from(["sqs", "kinesis", "dynamodb", "kafka", "mq"]))
def test_no_record_does_more_than_raise_an_event_error(
    pattern: str, record: Any, source: str
) -> None:
    try:
        known = record_filter(pattern, source)
    except PatternError:
        return
    try:
        assert known.passes(record) == (known.explain(record) is None)
    except EventError:
        return


@settings(everything, max_examples=500)
@given(FUZZ, st.sampled_from(["sqs", "kinesis", "dynamodb", "kafka", "mq", "documentdb"]))
def test_analysis_never_raises(pattern: str, source: str) -> None:
    found = [*analyse(pattern, source), *lambda_profile([pattern])]

    assert all(finding.reason and finding.fix for finding in found)


@settings(everything, max_examples=500)
@given(FUZZ | VALID_JSON | VALID_JSON.map(lambda value: {"Filters": [{"Pattern": value}]}))
def test_criteria_of_any_form_are_reported_and_repaired_for_good(criteria: object) -> None:
    report = analyse_criteria(criteria, "sqs")

    if report.working is not None:
        again = analyse_criteria(report.working, "sqs", undocumented=None)
        assert [each for each in again.findings if each.severity == "error"] == []


def _outcome(call: Callable[[], object]) -> object:
    try:
        return call()
    except PatternError as error:
        return None if "\n" not in str(error) else "a message of several lines"


# The builder against Python's own meaning of the comparison, on events without arrays.
LEAVES: list[tuple[Filter, Callable[[Any], bool]]] = [
    (body.n > 1, lambda e: _number(e, "n") and e["n"] > 1),
    (body.n <= 1, lambda e: _number(e, "n") and e["n"] <= 1),
    (body.n.between(0, 2), lambda e: _number(e, "n") and 0 <= e["n"] <= 2),
    (body.s == "a", lambda e: e.get("s") == "a"),
    (body.s.startswith("a"), lambda e: isinstance(e.get("s"), str) and e["s"].startswith("a")),
    (body.s.one_of("a", "b"), lambda e: e.get("s") in {"a", "b"}),
    (body.s != "b", lambda e: "s" in e and e["s"] != "b"),
    (body.t.exists(), lambda e: "t" in e),
    (body.t.absent(), lambda e: "t" not in e),
    (body.o.p == 1, lambda e: e.get("o", {}).get("p") == 1),
]
BODIES = st.fixed_dictionaries(
    {},
    optional={
        "n": st.sampled_from([-1, 0, 1, 2, 3, "1"]),
        "s": st.sampled_from(["a", "ab", "b", None, 1]),
        "t": st.just("x"),
        "o": st.fixed_dictionaries({}, optional={"p": st.sampled_from([1, 2])}),
    },
)
TREES = st.recursive(
    st.sampled_from(range(len(LEAVES))),
    lambda inner: st.tuples(st.sampled_from("&|"), inner, inner),
    max_leaves=5,
)


def _number(event: dict[str, Any], key: str) -> bool:
    return isinstance(event.get(key), int)


def _built(tree: Any) -> Filter:
    if isinstance(tree, int):
        return LEAVES[tree][0]
    operator, one, other = tree
    return _built(one) & _built(other) if operator == "&" else _built(one) | _built(other)


def _meant(tree: Any, event: dict[str, Any]) -> bool:
    if isinstance(tree, int):
        return LEAVES[tree][1](event)
    operator, one, other = tree
    if operator == "&":
        return _meant(one, event) and _meant(other, event)
    return _meant(one, event) or _meant(other, event)


@everything
@given(TREES, st.lists(BODIES, min_size=5, max_size=5))
def test_a_built_filter_means_what_it_says(tree: Any, events: list[dict[str, Any]]) -> None:
    try:
        patterns = [compile_pattern(text) for text in _built(tree).patterns()]
    except PatternError:
        return  # refusing is always allowed; test_builder has what must not be refused
    for event in events:
        passes = any(pattern.matches({"body": event}) for pattern in patterns)
        assert _meant(tree, event) == passes


def test_most_built_filters_are_not_refused() -> None:
    refused = 0
    for one in range(len(LEAVES)):
        for other in range(len(LEAVES)):
            try:
                _built(("&", one, other))
            except PatternError:
                refused += 1

    assert refused < 20


@pytest.mark.parametrize("event", [[], None, "x", 5])
def test_an_event_that_is_no_object_is_refused(event: Any) -> None:
    with pytest.raises(EventError):
        compile_pattern('{"a": [1]}').matches(event)
    with pytest.raises(EventError):
        compile_pattern('{"a": [1]}').matches_json(json.dumps(event))
