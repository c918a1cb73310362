from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

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


def test_subs_that_double_their_text_come_to_an_end(intrinsics: Intrinsics) -> None:
    raw: Any = "xx"
    for _ in range(50):
        raw = {"Fn::Sub": ["${A}${A}", {"A": raw}]}

    value = intrinsics.resolve(raw)

    assert isinstance(value, Unresolved)
    assert 0 < len(value.known_text) <= 1 << 20


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
