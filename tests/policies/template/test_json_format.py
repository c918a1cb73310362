from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.template.json_format import JsonLines, parse
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH = Path("template.json")
TEXT = """\

{
  "Resources": {
    "A": {"Type": "X", "Properties": {
      "One": 1,
      "Li\\u0073t": [
        "a",
        {"b": [true, null]}
      ], "Last":
        "}{"
    }}
  }
}
"""


def problem(text: str) -> str:
    with pytest.raises(UnreadableError) as error:
        parse(PATH, text)
    return str(error.value)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        pytest.param((), 2, id="the document"),
        pytest.param(("Resources",), 3, id="a section"),
        pytest.param(("Resources", "A"), 4, id="a resource"),
        pytest.param(("Resources", "A", "Type"), 4, id="on the line of its resource"),
        pytest.param(("Resources", "A", "Properties", "One"), 5, id="a property"),
        pytest.param(("Resources", "A", "Properties", "List"), 6, id="a key with an escape"),
        pytest.param(("Resources", "A", "Properties", "List", 0), 7, id="an element"),
        pytest.param(("Resources", "A", "Properties", "List", 1, "b", 1), 8, id="deep inside"),
        pytest.param(("Resources", "A", "Properties", "Last"), 9, id="the key, not the value"),
    ],
)
def test_a_part_stands_on_the_line_of_its_key(path: tuple[str | int, ...], line: int) -> None:
    _, lines = parse(PATH, TEXT)

    assert lines.line_of(path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        pytest.param(("Outputs",), 2, id="no such section"),
        pytest.param(("Resources", "A", "Properties", "Two"), 4, id="no such property"),
        pytest.param(("Resources", "A", "Properties", "One", "x"), 5, id="below a number"),
        pytest.param(("Resources", "A", "Properties", "List", 2), 6, id="no such element"),
        pytest.param(("Resources", "A", "Properties", "List", "0"), 6, id="text is no index"),
    ],
)
def test_what_is_absent_has_the_line_of_what_would_hold_it(
    path: tuple[str | int, ...], line: int
) -> None:
    _, lines = parse(PATH, TEXT)

    assert lines.line_of(path) == line


class Searched(str):
    """Text that counts how often all of it is searched for line breaks."""

    __slots__ = ()
    searches = 0

    def count(self, *arguments: Any) -> int:
        """How often it occurs; a search of its own."""
        Searched.searches += 1
        return super().count(*arguments)

    def split(self, *arguments: Any) -> list[str]:
        """The parts; a search of its own."""
        Searched.searches += 1
        return super().split(*arguments)


def test_line_breaks_are_looked_for_once_however_many_lines_are_asked_for() -> None:
    data = {f"K{number}": number for number in range(100)}
    lines = JsonLines(Searched(json.dumps(data, indent=1)))
    assert Searched.searches == 0

    assert [lines.line_of([key]) for key in data] == list(range(2, 102))
    assert Searched.searches == 1


def test_of_a_repeated_key_the_last_one_counts() -> None:
    data, lines = parse(PATH, '{"A": 1,\n"A": 2}')

    assert data == {"A": 2}
    assert lines.line_of(["A"]) == 2


@pytest.mark.parametrize(
    "text",
    ["", " \n", "{", "[1,", '{"a"', '{"a":', '{"a": "b', '{"a": "b\\', '{"a": tru', '{"a": n'],
)
def test_a_text_that_was_cut_off_says_so(text: str) -> None:
    assert problem(text).endswith(
        "JSON ends before it is complete; write the file again (cdk synth)"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            '{\n"a": 1\n"b": 2}',
            "3: not JSON: expecting ',' delimiter at column 1",
            id="a comma too few",
        ),
        pytest.param('{"a": 1}}', "1: not JSON: extra data at column 9", id="a brace too many"),
        pytest.param('{"a" 1}', "1: not JSON: expecting ':' delimiter at column 6", id="no colon"),
        pytest.param(
            '{"a": "\n"}', "1: not JSON: invalid control character at column 8", id="break"
        ),
        pytest.param('{"a": "\\x"}', "1: not JSON: invalid \\escape at column 8", id="escape"),
        pytest.param("# no\n{}", "1: not JSON: expecting value at column 1", id="a comment"),
    ],
)
def test_a_mistake_is_told_with_line_and_column(text: str, expected: str) -> None:
    assert problem(text) == f"template.json:{expected}"


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_a_constant_that_json_has_not_is_refused(constant: str) -> None:
    assert problem(f'{{"a": {constant}}}') == f"template.json: not JSON: {constant} is no number"


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    assert problem(f'{{"a": {"9" * 5000}}}') == (
        "template.json: not JSON that AWS reads: a number too long"
    )


def test_nesting_without_end_is_refused() -> None:
    assert problem("[" * 100_000) == "template.json: JSON is nested too deeply to be a template"


def test_a_line_is_told_even_where_the_stack_has_become_too_small_to_look() -> None:
    depth = 300
    text = '{"A":\n{"B": ' + "[" * depth + "]" * depth + ', "C":\n1}}'
    _, lines = parse(PATH, text)
    limit = sys.getrecursionlimit()
    frames = len(list(_frames()))
    sys.setrecursionlimit(frames + depth - 50)
    try:
        line = lines.line_of(["A", "C"])
    finally:
        sys.setrecursionlimit(limit)

    # Where Python has no such limit (3.12 and later, for C code) it is found, else guessed.
    assert line in (1, 2, 3)


def _frames() -> Iterator[Any]:
    frame: Any = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(JSON_VALUES, st.sampled_from([None, 0, 1, 3]))
def test_lines_agree_with_a_naive_reader(data: Any, indent: int | None) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=indent == 0)
    _, lines = parse(PATH, text)

    for path in _paths(data):
        assert lines.line_of(path) == _naive_line(data, path, indent)


def _paths(data: Any) -> Iterator[tuple[str | int, ...]]:
    yield ()
    items: Any = ()
    if isinstance(data, dict):
        items = data.items()
    elif isinstance(data, list):
        items = enumerate(data)
    for step, value in items:
        for rest in _paths(value):
            yield (step, *rest)


def _naive_line(data: Any, path: tuple[str | int, ...], indent: int | None) -> int:
    """The written document, cut off before the part: the part is on the last line of that."""
    if indent is None or not path:
        return 1
    step, *rest = path
    keys = list(data) if isinstance(data, dict) else list(range(len(data)))
    before = keys[: keys.index(step)]
    lines_before = sum(
        json.dumps(data[key], indent=indent, ensure_ascii=True).count("\n") + 1 for key in before
    )
    return 1 + lines_before + _naive_line(data[step], tuple(rest), indent)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.text())
def test_any_text_is_data_or_unreadable(text: str) -> None:
    assert "\n" not in said_of(text)


def said_of(text: str) -> str:
    try:
        _, lines = parse(PATH, text)
    except UnreadableError as error:
        return str(error)
    return f"line {lines.line_of(['a'])}"
