"""Inputs made to take long: each is decided in steps linear in its size, or refused by a limit."""

# ruff: noqa: UP031  # JSON is full of braces, which % leaves alone

from __future__ import annotations

import sys
import traceback
import tracemalloc
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.filters import (
    EventError,
    PatternError,
    analyse,
    compile_pattern,
    record_passes,
)
from policies.domain.filters.grammar import MOST_COPIES
from policies.domain.filters.numbers import InexactNumber, comparable, event_integer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def steps(call: Callable[[], object]) -> int:
    """How many functions the call enters, C functions included."""
    entered = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal entered
        entered += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        call()
    finally:
        sys.setprofile(before)
    return entered


def peak(call: Callable[[], object]) -> int:
    """The most bytes that the call holds at once."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def nested(levels: int, innermost: Any, wrap: Callable[[Any], Any]) -> Any:
    value = innermost
    for _ in range(levels):
        value = wrap(value)
    return value


def below_each_other(levels: int) -> str:
    """A value at a, at a.a, at a.a.a, ...: each array may hold a value and objects."""
    return "%s" % nested(levels, '{"a": [1]}', lambda inner: f'{{"a": [1], "a": {inner}}}')


WIDE_EVENTS: dict[str, Callable[[int], tuple[str, Any]]] = {
    "elements that all fit but for the last field": lambda n: (
        '{"e": {"a": [1], "b": [1], "c": [2]}}',
        {"e": [{"a": 1, "b": 1, "c": 1}] * n},
    ),
    "arrays in arrays": lambda n: (
        '{"e": {"a": {"b": [1], "c": [2]}}}',
        {"e": [{"a": [{"b": 1}, {"c": 2}] * n}]},
    ),
    "absence in every element": lambda n: (
        '{"e": {"a": [{"exists": false}, 2], "b": [{"exists": false}, 2], "c": [3]}}',
        {"e": [{"a": 1, "b": 1, "c": 3} for _ in range(n)]},
    ),
    "values beside objects": lambda n: (
        '{"e": [1], "e": {"a": [1], "b": [2]}}',
        {"e": [1, *({"a": 1} for _ in range(n))]},
    ),
    "many leaves": lambda n: ('{"e": ["x"]}', {"e": [["y"] * 5] * n}),
}


@pytest.mark.parametrize("name", WIDE_EVENTS)
def test_matching_is_linear_in_the_event(name: str) -> None:
    def taken(size: int) -> int:
        pattern, event = WIDE_EVENTS[name](size)
        compiled = compile_pattern(pattern)
        assert not compiled.matches(event)
        return steps(lambda: compiled.matches(event))

    assert taken(800) <= 2.2 * taken(400)


def test_values_beside_objects_on_every_level_do_not_multiply() -> None:
    def taken(levels: int) -> int:
        event = nested(levels, {"a": [[2], [2]]}, lambda inner: {"a": [[1, inner], [1]]})
        compiled = compile_pattern(below_each_other(levels))
        assert not compiled.matches(event)
        return steps(lambda: compiled.matches(event))

    # Twice as deep is four times as much at most: each level looks through those below it.
    assert taken(24) <= 5 * taken(12)


def test_many_fields_in_one_element_are_linear() -> None:
    def taken(fields: int) -> int:
        below = ", ".join(f'"k{n}": [1]' for n in range(fields))
        event = {"e": [{f"k{n}": 1 for n in range(fields - 1)} | {"k": 0}] * 5}
        compiled = compile_pattern(f'{{"e": {{{below}}}}}')
        assert not compiled.matches(event)
        return steps(lambda: compiled.matches(event))

    assert taken(400) <= 2.2 * taken(200)


def test_wildcards_look_at_a_text_once() -> None:
    compiled = compile_pattern('{"a": [{"wildcard": "x*a*b*c*d*e*f*"}]}')
    event = {"a": "x" + "abcde" * 20_000}

    assert not compiled.matches(event)
    assert steps(lambda: compiled.matches(event)) < 40


def test_repeated_keys_that_multiply_are_given_up() -> None:
    # Which copy of `a` satisfies which field is a search through 2 ** 20 choices.
    fields = ", ".join(f'"f{n:02}": [1]' for n in range(20))
    compiled = compile_pattern(f'{{"a": {{{fields}, "z": [1]}}}}')
    copies = [
        f'"a": [{{"f{n:02}": 1, "x": {copy}}}, {{"f{n:02}": 1}}]'
        for n in range(20)
        for copy in "12"
    ]
    event = f'{{{", ".join(copies)}, "a": {{"z": 2}}}}'

    with pytest.raises(EventError, match=r"^the event repeats keys in too many combinations"):
        compiled.matches_json(event)


def test_repeated_keys_that_do_not_multiply_are_decided() -> None:
    copies = ", ".join(f'"a": [{{"b": {n}, "c": {n}}}]' for n in range(2_000))

    assert compile_pattern('{"a": {"b": [1999], "c": [1999]}}').matches_json(f"{{{copies}}}")


def test_or_is_multiplied_to_1000_combinations_at_most() -> None:
    twice = '"$or": [{"a%s": [1]}, {"b%s": [1]}]'
    nine = ", ".join(twice % (n, n) for n in range(9))
    ten = f"{nine}, {twice % (9, 9)}"

    assert len(compile_pattern(f"{{{nine}}}").parsed.alternatives) == 512
    with pytest.raises(PatternError) as caught:
        compile_pattern(f"{{{ten}}}")
    assert str(caught.value) == (
        "$or: combinations of $or must be at most 1000, got 1024; "
        "split the pattern into several filters"
    )


def test_a_thousandfold_or_is_refused_after_a_thousand() -> None:
    hundred = ", ".join(f'"$or": [{{"a{n}": [1]}}, {{"b{n}": [1]}}]' for n in range(100))

    def refuse() -> None:
        with pytest.raises(PatternError, match=r"combinations of"):
            compile_pattern(f"{{{hundred}}}")

    assert steps(refuse) < 60_000


def test_or_does_not_copy_many_fields_many_times() -> None:
    nine = ", ".join(f'"$or": [{{"a{n}": [1]}}, {{"b{n}": [1]}}]' for n in range(9))
    fields = ", ".join(f'"f{n}": [1]' for n in range(400))

    for text in (f"{{{nine}, {fields}}}", f"{{{fields}, {nine}}}"):
        with pytest.raises(
            PatternError, match=rf"multiplies the pattern to more than {MOST_COPIES}"
        ):
            compile_pattern(text)


def test_a_pattern_nests_100_levels_at_most() -> None:
    def deep(levels: int) -> str:
        return "%s" % nested(levels - 2, '{"a": [1]}', lambda inner: f'{{"a": {inner}}}')

    assert len(compile_pattern(deep(100)).parsed.fields) == 1
    with pytest.raises(PatternError, match=r"^nesting must be at most 100 levels deep$"):
        compile_pattern(deep(101))
    with pytest.raises(PatternError, match=r"^nesting must be at most 100 levels deep$"):
        compile_pattern('{"a":' * 1_000_000)


def test_a_path_has_100_steps_at_most_however_it_is_spelled() -> None:
    steps_100 = ".".join("k" * 100)

    assert compile_pattern(f'{{"{steps_100}": [1]}}').matches({steps_100: 1})
    with pytest.raises(PatternError, match=r": a path must have at most 100 steps, got 101$"):
        compile_pattern(f'{{"a": {{"{steps_100}": [1]}}}}')


def test_brackets_in_strings_and_in_a_row_do_not_nest() -> None:
    brackets = "[{" * 200

    assert compile_pattern(f'{{"a": ["{brackets}\\""]}}').matches({"a": f'{brackets}"'})
    assert len(compile_pattern("{%s}" % ", ".join(['"a": [1]'] * 200)).parsed.fields) == 200


def test_an_event_nests_500_levels_at_most() -> None:
    pattern = compile_pattern('{"a": [1]}')

    assert pattern.matches_json('{"a": %s1%s}' % ("[" * 300, "]" * 300))
    with pytest.raises(EventError, match=r"^nesting must be at most 500 levels deep$"):
        pattern.matches_json('{"a": %s1%s}' % ("[" * 500, "]" * 500))


CYCLE: list[Any] = []
CYCLE.append(CYCLE)


@pytest.mark.parametrize(
    "pattern",
    [
        '{"a": [1]}',
        '{"a": {"b": [1]}}',
        '{"a": [{"exists": false}]}',
        '{"a": [1], "a": {"b": [1]}}',
        '{"a.b": [1], "a": {"c": [1]}}',
    ],
)
@pytest.mark.parametrize("key", ["a", "a.b"])
def test_an_event_that_contains_itself_is_refused(pattern: str, key: str) -> None:
    event = {"a": CYCLE, key: CYCLE}

    with pytest.raises(EventError, match=r"^the event is nested too deep for this call stack$"):
        compile_pattern(pattern).matches(event)


@pytest.fixture
def a_short_call_stack() -> Iterator[None]:
    limit, depth = sys.getrecursionlimit(), len(traceback.extract_stack())
    sys.setrecursionlimit(depth + 60)
    yield
    sys.setrecursionlimit(limit)


@pytest.mark.usefixtures("a_short_call_stack")
def test_json_at_the_end_of_the_call_stack_is_an_error_of_ours() -> None:
    # Python 3.12 and later count C's frames apart, and get to the end of the text.
    too_deep = "nested too deep for this call stack|expecting value$"
    with pytest.raises(PatternError, match=too_deep):
        compile_pattern('{"a":' * 90)
    pattern = compile_pattern('{"a": [1]}')
    with pytest.raises(EventError, match=too_deep):
        pattern.matches_json("[" * 400)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"a": ["%s' % ("x" * 100_000), id="an unclosed string"),
        pytest.param('{"a": ["%s' % ("\\" * 100_001), id="backslashes"),
        pytest.param('{"a": [%s' % ("[" * 100_000), id="open brackets"),
        pytest.param('{"a": [%s]}' % ("9" * 100_000), id="a long integer"),
        pytest.param('{"a": [1e%s]}' % ("9" * 100_000), id="a long exponent"),
        pytest.param('{"a": [{"wildcard": "%s"}]}' % ("*x" * 50_000), id="many wildcards"),
        pytest.param('{"a": [{"wildcard": "x*%s"}]}' % ("x" * 100_000), id="a long repetition"),
        pytest.param('{"a": [{"cidr": "%s/8"}]}' % ("1." * 50_000), id="a long address"),
        pytest.param('{"a": [{"cidr": "::/%s"}]}' % ("1" * 100_000), id="a long mask"),
        pytest.param('{"a": ["%s"]}' % (":" * 100_000), id="a long text like an address"),
    ],
)
def test_long_tokens_cost_few_steps(text: str) -> None:
    def read() -> None:
        try:
            compile_pattern(text).matches_json(text)
        except PatternError:
            return

    assert steps(read) < 10 * len(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(lambda n: "{%s}" % ", ".join(f'"k{i}": [1]' for i in range(n)), id="fields"),
        pytest.param(lambda n: '{"a": [%s]}' % ", ".join(f'"v{i}"' for i in range(n)), id="values"),
        pytest.param(
            lambda n: '{"a": [%s]}' % ", ".join(['{"wildcard": "x*y*z"}'] * n), id="wildcards"
        ),
    ],
)
def test_compiling_holds_memory_linear_in_the_pattern(text: Callable[[int], str]) -> None:
    small, large = text(1_000), text(2_000)
    compile_pattern(small)

    assert peak(lambda: compile_pattern(large)) <= 3 * peak(lambda: compile_pattern(small))


def test_analysis_of_many_conditions_is_linear() -> None:
    def taken(conditions: int) -> int:
        listed = ", ".join(f'{{"anything-but": {{"prefix": "p{n}"}}}}' for n in range(conditions))
        return steps(lambda: analyse(f'{{"body": {{"a": [{listed}]}}}}', "sqs"))

    assert taken(2_000) <= 2.2 * taken(1_000)


def test_numbers_of_any_length_are_read() -> None:
    assert comparable("9" * 400) is None
    assert comparable("0." + "0" * 400 + "1") is None
    assert comparable("1" + "0" * 300) == 1e300
    assert isinstance(event_integer("9" * 5_000), InexactNumber)
    assert event_integer("12") == 12
    nines = "9" * 5_000
    assert compile_pattern('{"a": [%s]}' % nines).matches_json('{"a": %s}' % nines)
    assert not compile_pattern('{"a": [%s]}' % nines).matches_json('{"a": %s8}' % nines)
    assert not compile_pattern('{"a": [{"numeric": [">", 0]}]}').matches({"a": 10**400})


def test_events_of_other_than_json_are_refused() -> None:
    optional = '{"a": [{"exists": false}, "x"], "a": {"b": ["x", {"exists": false}]}}'
    for event, kind in (
        ({"a": {1, 2}}, "set"),
        ({"a": [b"x"]}, "bytes"),
        ({"a": {"b": [object()]}}, "object"),
        ({"a": [{"b": 1j}]}, "complex"),
        ({"a.b": object()}, "object"),
        ({"a.b": [object()]}, "object"),
    ):
        with pytest.raises(EventError, match=rf"^an event holds JSON values only, got {kind}$"):
            compile_pattern(optional).matches(event)


class Name(str):
    __slots__ = ()


def test_subclasses_of_json_types_count_as_what_they_are() -> None:
    event = OrderedDict(a=OrderedDict(b=Name("x"), c=(Name("y"), 1)))

    assert compile_pattern('{"a": {"b": ["x"], "c": ["y"]}}').matches(event)


def test_text_must_be_text() -> None:
    with pytest.raises(PatternError, match=r"^a pattern is JSON text, got dict$"):
        compile_pattern({"a": [1]})  # type: ignore[arg-type]
    with pytest.raises(PatternError, match=r"^a pattern is JSON text, got null$"):
        compile_pattern(None)  # type: ignore[arg-type]
    with pytest.raises(EventError, match=r"^an event is JSON text, got bytes$"):
        compile_pattern('{"a": [1]}').matches_json(b"{}")  # type: ignore[arg-type]


def test_a_record_with_a_hostile_payload_is_text() -> None:
    assert not record_passes('{"body": {"a": [1]}}', {"body": "[" * 100_000}, "sqs")
    assert record_passes('{"body": [{"prefix": "["}]}', {"body": "[" * 100_000}, "sqs")
