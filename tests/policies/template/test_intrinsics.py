from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from policies.template import intrinsics as intrinsics_module
from policies.template import values
from policies.template.functions import FUNCTIONS
from policies.template.values import PerhapsAbsent, Text, Unresolved

if TYPE_CHECKING:
    from policies.template.intrinsics import Intrinsics
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def intrinsics(template_of: TemplateOf) -> Intrinsics:
    conditions = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
    parameters = {"Secret": {"Type": "String", "Default": "{{resolve:ssm:/secret}}"}}
    secret = {"Password": {"Type": "AWS::SecretsManager::Secret"}}
    return template_of(secret, Conditions=conditions, Parameters=parameters).intrinsics


@pytest.mark.parametrize(
    "plain",
    ["text", 5, 1.5, True, None, [], ["a"], {}, {"a": 1, "Ref": "x"}, {"Condition": "x"}, {"a": 1}],
)
def test_a_plain_value_is_itself(intrinsics: Intrinsics, plain: Any) -> None:
    assert intrinsics.resolve(plain) == plain


@pytest.mark.parametrize("name", ["Fn::GetAZs", "Fn::Cidr", "Fn::Transform", "Fn::New", "Fn::"])
def test_another_function_is_known_at_deployment_only(intrinsics: Intrinsics, name: str) -> None:
    assert intrinsics.resolve({name: "x"}) == Unresolved(f"{name} is known at deployment only")


def test_functions_inside_each_other_are_followed(intrinsics: Intrinsics) -> None:
    raw = {"Fn::Select": [1, {"Fn::Split": ["-", {"Fn::Join": ["-", ["a", {"Fn::Sub": "b"}]]}]}]}

    assert intrinsics.resolve(raw) == "b"


def nested(depth: int) -> Any:
    raw: Any = "x"
    for _ in range(depth):
        raw = {"Fn::Join": ["", [raw]]}
    return raw


def test_the_depth_is_bounded(intrinsics: Intrinsics) -> None:
    assert intrinsics.resolve(nested(60)) == "x"
    assert isinstance(intrinsics.resolve(nested(61)), Unresolved)


def test_a_bound_reached_once_is_no_bound_for_the_next_value(intrinsics: Intrinsics) -> None:
    intrinsics.resolve(nested(100))

    assert intrinsics.resolve(nested(60)) == "x"


def test_subs_that_double_their_text_come_to_an_end(
    intrinsics: Intrinsics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(values, "_MAXIMUM_TEXT", 1000)
    raw: Any = "xx"
    for _ in range(14):
        raw = {"Fn::Sub": ["${A}${A}", {"A": raw}]}

    value = intrinsics.resolve(raw)

    assert isinstance(value, Unresolved)
    assert 0 < len(value.known_text) <= 1000


@pytest.mark.parametrize(
    ("kind", "default", "known"),
    [
        pytest.param("String", "x" * 4096, True, id="exactly as long as CloudFormation takes"),
        pytest.param("String", "x" * 4097, False, id="a character longer"),
        pytest.param("String", "é" * 2049, False, id="a byte longer in UTF-8"),
        pytest.param("CommaDelimitedList", ("x" * 9 + ",") * 409 + "xxxxxx", True, id="a list"),
        pytest.param("CommaDelimitedList", ("x" * 9 + ",") * 409 + "x" * 7, False, id="a longer"),
        pytest.param("CommaDelimitedList", ["a", "b"], True, id="a list that is written out"),
        pytest.param("String", {"Fn::Sub": "a"}, False, id="a function"),
        pytest.param("String", [{"Ref": "P"}], False, id="a function in a list"),
        pytest.param("Number", 5, True, id="a number"),
    ],
)
def test_a_default_that_cloudformation_refuses_is_unresolved(
    template_of: TemplateOf, kind: str, default: Any, *, known: bool
) -> None:
    template = template_of({}, Parameters={"P": {"Type": kind, "Default": default}})

    value = template.intrinsics.resolve({"Ref": "P"})

    assert isinstance(value, Unresolved) is not known


def name_of(logical_id: str) -> Any:
    return {"Fn::Select": [0, {"Fn::Split": [":", {"Ref": logical_id}]}]}


def chain(length: int) -> dict[str, Any]:
    """Functions whose names ask three times each for the next one's name."""
    names: dict[str, Any] = {
        f"F{n}": {"Fn::Join": ["", [name_of(f"F{n + 1}")] * 3]} for n in range(length)
    }
    names[f"F{length}"] = "x"
    return {
        logical_id: {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": name}}
        for logical_id, name in names.items()
    }


def test_calls_that_multiply_are_stopped_and_told(
    template_of: TemplateOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Any] = []
    join = FUNCTIONS["Fn::Join"]

    def counted(*arguments: Any) -> Any:
        calls.append(arguments)
        return join(*arguments)

    monkeypatch.setitem(cast("dict[str, Any]", FUNCTIONS), "Fn::Join", counted)
    # A value in itself, as aliases of YAML write it: a property is found once.
    tripled: Any = name_of("F1")
    for _ in range(6):
        tripled = {"Fn::Join": ["", [tripled] * 3]}

    template = template_of(chain(7))
    template.intrinsics.resolve(name_of("F0"))
    assert len(calls) == 7

    calls.clear()
    template.intrinsics.resolve(tripled)
    assert len(calls) > 300
    assert not template.intrinsics.is_exhausted

    calls.clear()
    monkeypatch.setattr(intrinsics_module, "_MAXIMUM_EFFORT", 10_000)
    template = template_of(chain(7))

    template.intrinsics.resolve(tripled)
    assert len(calls) < 10_000 / 32
    assert template.intrinsics.is_exhausted


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param({"Fn::Sub": "x" * 90}, id="text read"),
        pytest.param({"Fn::Sub": "${!a}" * 5}, id="placeholders"),
        pytest.param({"Fn::FindInMap": ["M", "a", "text"]}, id="text given"),
        pytest.param({"Fn::Select": [0, ["a"] * 5]}, id="elements gone through"),
        pytest.param({"Fn::Split": ["-", "a-a-a-a-a"]}, id="elements given"),
        pytest.param({"Fn::If": ["C", {"a": 1, "b": 2, "c": 3}, ""]}, id="properties given"),
        pytest.param({"Fn::Sub": "${A}-${A}-"}, id="parts"),
    ],
)
def test_what_is_gone_through_again_and_again_is_counted(
    template_of: TemplateOf, monkeypatch: pytest.MonkeyPatch, raw: Any
) -> None:
    monkeypatch.setattr(intrinsics_module, "_MAXIMUM_EFFORT", 1000)
    conditions = {"C": {"Fn::Equals": ["a", "a"]}}
    mappings = {"M": {"a": {"text": "x" * 90}}}
    found = template_of(
        {"A": {"Type": "AWS::SNS::Topic"}}, Conditions=conditions, Mappings=mappings
    ).intrinsics

    first = found.resolve(raw)
    for _ in range(10):
        found.resolve(raw)

    assert found.resolve(raw) == Unresolved("more than a template may ask for")
    assert first != found.resolve(raw)


def test_a_list_is_not_gone_through_once_too_much_was_asked(
    intrinsics: Intrinsics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intrinsics_module, "_MAXIMUM_EFFORT", 100)

    assert intrinsics.items(["a"] * 3) == ["a"] * 3
    assert intrinsics.items(["a"] * 4) == Unresolved("more than a template may ask for")


class Copied(str):
    """Text that counts the characters copied in taking it apart."""

    __slots__ = ("count_of_characters",)

    def __getitem__(self, key: Any) -> str:
        """A part of it, counted."""
        found = super().__getitem__(key)
        self.count_of_characters = getattr(self, "count_of_characters", 0) + len(found)
        return found

    def partition(self, separator: str) -> tuple[str, str, str]:
        """What stands before and behind, counted and counting on."""
        raise AssertionError(f"copies all that is behind each {separator}")


def test_dynamic_references_are_taken_out_in_one_pass(intrinsics: Intrinsics) -> None:
    text = Copied("a{{resolve:ssm:/b}}" * 500)

    value = intrinsics.resolve(text)

    assert isinstance(value, Unresolved)
    assert value.known_text == "a" * 500
    assert text.count_of_characters <= len(text)


@pytest.mark.parametrize(
    ("raw", "known_text"),
    [
        pytest.param("{{resolve:ssm:/a}}", "", id="plain"),
        pytest.param("x{{resolve:ssm:/a}}y{{resolve:ssm:/b}}z", "xyz", id="two, with text around"),
        pytest.param({"Ref": "Secret"}, "", id="a parameter's default"),
        pytest.param({"Fn::Sub": "x{{resolve:ssm:/${AWS::Region}/a}}y"}, "xy", id="around a Sub"),
        pytest.param({"Fn::Sub": "{{resolve:ssm:/a}}"}, "", id="inside a Sub"),
        pytest.param(
            {"Fn::Join": ["", ["x{{resolve:secretsmanager:", {"Ref": "Password"}, "::}}y"]]},
            "xy",
            id="as CDK joins it",
        ),
        pytest.param(
            {"Fn::Join": ["", ["{{reso", "lve:ssm:/", "a", "}}"]]}, "", id="in known pieces"
        ),
    ],
)
def test_a_dynamic_reference_is_known_at_deployment_only(
    intrinsics: Intrinsics, raw: Any, known_text: str
) -> None:
    value = intrinsics.resolve(raw)

    assert isinstance(value, Unresolved)
    assert value.known_text == known_text


def test_a_reference_that_is_never_closed_is_text(intrinsics: Intrinsics) -> None:
    assert intrinsics.resolve("{{resolve:ssm:/a}") == "{{resolve:ssm:/a}"


def test_a_list_loses_the_elements_that_are_no_value(intrinsics: Intrinsics) -> None:
    raw = ["a", {"Ref": "AWS::NoValue"}, {"Fn::Sub": "b"}]

    assert intrinsics.items(raw) == ["a", "b"]


def test_a_value_where_a_list_belongs_is_a_list_of_one(intrinsics: Intrinsics) -> None:
    assert intrinsics.items("a") == ["a"]


def test_an_absent_list_is_absent_and_an_unknown_one_unknown(intrinsics: Intrinsics) -> None:
    assert intrinsics.items({"Ref": "AWS::NoValue"}) is None
    assert intrinsics.items({"Ref": "Unknown"}) == Unresolved("parameter Unknown")


def test_an_element_that_a_condition_decides_stays(intrinsics: Intrinsics) -> None:
    items = intrinsics.items([{"Fn::If": ["Perhaps", "a", {"Ref": "AWS::NoValue"}]}])

    assert isinstance(items, list)
    assert [type(item) for item in items] == [PerhapsAbsent]


def test_text_around_an_unknown_keeps_its_parts(intrinsics: Intrinsics) -> None:
    value = intrinsics.resolve({"Fn::Sub": "a-${Unknown}-b"})

    assert isinstance(value, Text)
    assert value.parts == ("a-", Unresolved("parameter Unknown"), "-b")
