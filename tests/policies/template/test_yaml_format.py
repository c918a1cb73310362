from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.template import yaml_format
from policies.template.unreadable import UnreadableError
from policies.template.yaml_format import parse

PATH = Path("template.yaml")


def data_of(text: str) -> Any:
    return parse(PATH, text)[0]


def problem(text: str) -> str:
    with pytest.raises(UnreadableError) as error:
        parse(PATH, text)
    return str(error.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("!Ref Queue", {"Ref": "Queue"}),
        ("!Ref 123", {"Ref": "123"}),
        ("!Condition IsProd", {"Condition": "IsProd"}),
        ("!Sub '${A}:live'", {"Fn::Sub": "${A}:live"}),
        ("!Sub [a, {b: c}]", {"Fn::Sub": ["a", {"b": "c"}]}),
        ("!GetAtt Queue.Arn", {"Fn::GetAtt": ["Queue", "Arn"]}),
        ("!GetAtt Nested.Outputs.Arn", {"Fn::GetAtt": ["Nested", "Outputs.Arn"]}),
        ("!GetAtt [Queue, Arn]", {"Fn::GetAtt": ["Queue", "Arn"]}),
        ("!Join ['', [a, !Ref B]]", {"Fn::Join": ["", ["a", {"Ref": "B"}]]}),
        ("!If [C, 1, !Ref 'AWS::NoValue']", {"Fn::If": ["C", 1, {"Ref": "AWS::NoValue"}]}),
        ("!GetAZs ''", {"Fn::GetAZs": ""}),
        ("!Base64 text", {"Fn::Base64": "text"}),
        ("!Transform {Name: x}", {"Fn::Transform": {"Name": "x"}}),
        ("!Select [0, !Split [',', a]]", {"Fn::Select": [0, {"Fn::Split": [",", "a"]}]}),
        ("!!str 5", "5"),
        ("!!int '5'", 5),
        ("!!int five", "five"),
        ("!!set {a: null}", {"a": None}),
        ("!!python/object:os.system {a: b}", {"a": "b"}),
        ("! plain", "plain"),
    ],
)
def test_a_tag_is_the_function_it_stands_for(text: str, value: Any) -> None:
    assert data_of(f"Value: {text}\n") == {"Value": value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", True),
        ("Off", False),
        ("true", True),
        ("~", None),
        ("null", None),
        ("", None),
        ("10", 10),
        ("010", 8),
        ("0x1F", 31),
        ("0b11", 3),
        ("1_000", 1000),
        ("1:30", 90),
        ("-5", -5),
        ("1.5", 1.5),
        ("1e3", "1e3"),
        ("0o7", "0o7"),
        ("0b_", "0b_"),
        ("=", "="),
        ("<<", "<<"),
        ("2012-10-17", "2012-10-17"),
        ("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
        ("'10'", "10"),
        ('"yes"', "yes"),
        ("$LATEST", "$LATEST"),
        ("|\n  10\n", "10\n"),
    ],
)
def test_a_scalar_means_what_yaml_1_1_says_but_dates_stay_text(text: str, value: Any) -> None:
    found = data_of(f"Value: {text}\n")["Value"]

    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("number", ["9" * 5000, "0x" + "f" * 5000, ":".join(["59"] * 5000)])
def test_a_number_too_long_for_any_property_stays_text(number: str) -> None:
    assert data_of(f"Value: {number}\n") == {"Value": number}


def test_keys_are_text_whatever_they_look_like() -> None:
    assert data_of("123: a\ntrue: b\n2012-10-17: c\n? ''\n: d\n") == {
        "123": "a",
        "true": "b",
        "2012-10-17": "c",
        "": "d",
    }


TEXT = """\
# A comment.
Resources:
  A:
    Type: X
    Properties:
      One: 1
      List:
        - a
        -
          b: !Sub
            - "${X}"
            - X: 1
      Flow: {x: 1,
        y: [1,
          2]}
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("Resources",), 2),
        (("Resources", "A"), 3),
        (("Resources", "A", "Properties", "One"), 6),
        (("Resources", "A", "Properties", "List", 0), 8),
        (("Resources", "A", "Properties", "List", 1, "b"), 10),
        (("Resources", "A", "Properties", "Flow", "y"), 14),
        (("Resources", "A", "Properties", "Flow", "y", 1), 15),
        (("Outputs",), 1),
        (("Resources", "A", "Properties", "Two"), 5),
        (("Resources", "A", "Properties", "One", "x"), 6),
        (("Resources", "A", "Properties", "List", 7), 7),
        (("Resources", "A", "Properties", "List", "0"), 7),
    ],
)
def test_the_deepest_part_that_exists_has_its_line(path: tuple[str | int, ...], line: int) -> None:
    _, lines = parse(PATH, TEXT)

    assert lines.line_of(path) == line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a:\n\tb: c\n", "2: not YAML: indented with a tab; YAML takes spaces only"),
        pytest.param(
            "a:\n  - b\n\t- c\n", "3: not YAML: indented with a tab; YAML takes spaces only"
        ),
        pytest.param('a: "\\q\tx"\n', "1: not YAML: found unknown escape character"),
        pytest.param("a: b: c\n", "1: not YAML: mapping values are not allowed in this context"),
        pytest.param('a: "x\n', "2: not YAML: found unexpected end of stream"),
        pytest.param("a: b\n---\nc: d\n", "2: a second YAML document; keep one in a file"),
        pytest.param("# nothing\n", " empty; a template needs at least Resources"),
        pytest.param("a: *b\n", "1: alias b of nothing that ended above it"),
        pytest.param("a: &a [*a]\n", "1: alias a of nothing that ended above it"),
        pytest.param("? [a]\n: b\n", "1: a YAML key that is no text"),
        pytest.param("b: &x y\n*x : c\n", "2: a YAML key that is no text"),
        pytest.param("a: 1\n<<: 5\n", "2: << merges no mapping; write it out"),
        pytest.param("a: \x07\n", " not YAML: unacceptable character #x0007: "),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, expected: str) -> None:
    assert problem(text).startswith(f"template.yaml:{expected}")


def test_without_libyaml_a_tab_is_told_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_format, "_Loader", yaml.SafeLoader)

    assert problem("a:\n\tb: c\n") == (
        "template.yaml:2: not YAML: indented with a tab; YAML takes spaces only"
    )


def test_an_anchor_is_read_where_it_is_named() -> None:
    text = "a: &x [1, {k: v}]\nb: *x\nc: &y !Ref Q\nd: *y\ne: &n 5\nf: *n\n"

    assert data_of(text) == {
        "a": [1, {"k": "v"}],
        "b": [1, {"k": "v"}],
        "c": {"Ref": "Q"},
        "d": {"Ref": "Q"},
        "e": 5,
        "f": 5,
    }


def test_own_keys_win_over_merged_ones_and_earlier_merges_over_later() -> None:
    text = """\
One: &one {a: 1, b: 1, c: 1}
Two: &two {b: 2, c: 2, d: 2}
Both:
  <<: [*one, *two]
  a: own
"""

    assert data_of(text)["Both"] == {"a": "own", "b": 1, "c": 1, "d": 2}


def test_a_mapping_that_is_merged_in_stays_as_it_was() -> None:
    text = (
        "One: &one {a: 1}\nTwo: &two\n  <<: *one\n  b: null\nThree:\n  <<: [*two, {b: 3, c: 3}]\n"
    )

    assert data_of(text) == {
        "One": {"a": 1},
        "Two": {"a": 1, "b": None},
        "Three": {"a": 1, "b": None, "c": 3},
    }


# Copying the mapping for each merge takes minutes, merging into it a second.
MANY_MERGES = """
import pathlib, resource
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
from policies.template.yaml_format import parse
n = 60_000
own = "".join(f"  k{number}: v\\n" for number in range(n))
text = f"a: &a {{x: y}}\\nb:\\n  <<: [{', '.join(['*a'] * n)}]\\n{own}"
data, _ = parse(pathlib.Path("t.yaml"), text)
assert len(data["b"]) == n + 1
"""


def test_many_merges_into_many_keys_come_to_an_end() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MANY_MERGES], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_a_key_that_was_merged_in_has_the_line_of_what_holds_it() -> None:
    _, lines = parse(PATH, "One: &one\n  a: {x: 1}\nTwo:\n  <<: *one\n  b: 2\n")

    assert lines.line_of(["Two", "b"]) == 5
    assert lines.line_of(["Two", "a"]) == 3


def test_aliases_that_multiply_are_stopped() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
    )

    assert problem(bomb).endswith("YAML aliases multiply without end; write them out")


def test_too_many_values_without_an_alias_are_no_fault_of_aliases(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(yaml_format, "_MAXIMUM_VALUES", 10)

    assert data_of("[1, 2, 3, 4, 5, 6, 7, 8, 9]") is not None
    assert problem("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]") == (
        "template.yaml:1: too many values to be a template"
    )


def test_aliases_of_a_long_text_multiply_too() -> None:
    bomb = f"a: &a {'x' * 100_000}\nb: [{'*a, ' * 5000}]\n"

    assert problem(bomb).endswith("YAML aliases multiply without end; write them out")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_without_end_is_refused(opening: str) -> None:
    assert problem(opening * 50_000).endswith("nested too deeply to be a template")


def test_the_nesting_of_real_templates_is_not() -> None:
    assert data_of("[" * 100 + "]" * 100) is not None


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.text() | st.text(alphabet="ab:-[]{}&*!<#|>'\"?, \n\t0"))
def test_any_text_is_data_or_unreadable(text: str) -> None:
    assert "\n" not in said_of(text)


def said_of(text: str) -> str:
    try:
        _, lines = parse(PATH, text)
    except UnreadableError as error:
        return str(error)
    return f"line {lines.line_of(['a', 0])}"


KEYS = st.text(max_size=5).filter(lambda key: key != "<<")
SCALARS = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=10,
)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(VALUES, st.sampled_from([0, 1]))
def test_what_pyyaml_writes_is_read_back(data: Any, flow: int) -> None:
    text = yaml.safe_dump({"v": data}, default_flow_style=bool(flow))

    assert data_of(text) == {"v": data}
