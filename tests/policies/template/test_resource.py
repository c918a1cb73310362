from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.limits import FUNCTION_TIMEOUT
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.resource import Resource
    from tests.policies.conftest import TemplateOf

CONDITIONS = {
    "Always": {"Fn::Equals": ["a", "a"]},
    "Never": {"Fn::Equals": ["a", "b"]},
    "Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]},
}
PROVIDER: dict[str, Any] = {"CapacityProviderConfig": {}}


def resource(
    template_of: TemplateOf, properties: Any, sections: Any = None, **attributes: Any
) -> Resource:
    raw = {"Type": "X::Y::Z", "Properties": properties, **attributes}
    template = template_of(
        {"First": {"Type": "X"}, "A": raw}, Conditions=CONDITIONS, **sections or {}
    )
    return template.resources["A"]


@pytest.mark.parametrize(
    ("properties", "value"),
    [
        pytest.param({"B": {"C": 5}}, 5, id="known"),
        pytest.param({"B": {}}, None, id="absent"),
        pytest.param({}, None, id="absent with what holds it"),
        pytest.param(None, None, id="no properties"),
        pytest.param([], None, id="properties that are no mapping"),
        pytest.param({"B": "text"}, None, id="text where a mapping belongs"),
        pytest.param({"B": {"C": None}}, None, id="null"),
        pytest.param({"B": {"C": {"Ref": "AWS::NoValue"}}}, None, id="no value"),
        pytest.param({"B": {"Ref": "AWS::NoValue"}}, None, id="no value for what holds it"),
        pytest.param({"B": {"Fn::If": ["Always", {"C": 5}, {}]}}, 5, id="behind an If"),
        pytest.param({"Fn::If": ["Never", {}, {"B": {"C": 5}}]}, 5, id="all behind an If"),
    ],
)
def test_a_property_is_known_or_absent(
    template_of: TemplateOf, properties: Any, value: Any
) -> None:
    assert resource(template_of, properties).value("B", "C") == value


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"B": {"C": {"Ref": "Unknown"}}}, id="itself"),
        pytest.param({"B": {"Ref": "Unknown"}}, id="what holds it"),
        pytest.param({"B": {"Fn::If": ["Perhaps", {"C": 5}, {}]}}, id="an If that is open"),
        pytest.param({"Fn::Transform": {"Name": "AWS::Include"}}, id="a macro instead"),
        pytest.param({"B": {"D": 1, "Fn::Transform": {}}}, id="a macro beside it"),
        pytest.param({"D": 1, "Fn::Transform": {}}, id="a macro beside what holds it"),
    ],
)
def test_a_property_is_unresolved(template_of: TemplateOf, properties: Any) -> None:
    assert isinstance(resource(template_of, properties).value("B", "C"), Unresolved)


def test_a_macro_beside_the_properties_may_write_them(template_of: TemplateOf) -> None:
    template = template_of({"A": {"Type": "X", "Fn::Transform": {"Name": "AWS::Include"}}})

    assert isinstance(template.resources["A"].value("B"), Unresolved)


def test_a_loop_writes_properties_where_the_template_asks_for_loops(
    template_of: TemplateOf,
) -> None:
    loop = {"B": 1, "Fn::ForEach::Names": ["Name", ["C"], {"${Name}": 1}]}
    asked = {"Transform": "AWS::LanguageExtensions"}

    assert isinstance(resource(template_of, loop, asked).value("C"), Unresolved)
    assert resource(template_of, loop, asked).value("B") == 1
    assert resource(template_of, loop).value("C") is None
    assert resource(template_of, {"B": 1}, asked).value("C") is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (60, 60),
        (0, 0),
        (-1, -1),
        ("61", 61),
        ("-60", -60),
        ("007", 7),
        (60.0, 60),
        ({"Fn::Sub": "6${Zero}"}, 60),
        ({"Ref": "AWS::NoValue"}, None),
    ],
)
def test_a_whole_number_is_one_however_it_is_written(
    template_of: TemplateOf, written: Any, number: int | None
) -> None:
    zero = {"Parameters": {"Zero": {"Type": "Number", "Default": 0}}}

    assert resource(template_of, {"N": written}, zero).integer("N") == number


@pytest.mark.parametrize(
    "written",
    [
        True,
        1.5,
        "",
        "-",
        "--5",
        "2.5",
        "1_000",
        " 5",
        "5 s",
        "٣",  # a digit to Python, none to AWS
        "9" * 5000,
        [],
        {},
        [5],
        {"Ref": "Unknown"},
    ],
)
def test_anything_else_is_no_whole_number(template_of: TemplateOf, written: Any) -> None:
    assert isinstance(resource(template_of, {"N": written}).integer("N"), Unresolved)


@pytest.mark.parametrize(
    ("written", "text"), [("a", "a"), ("", ""), (5, "5"), ({"Ref": "AWS::NoValue"}, None)]
)
def test_text_is_text_or_a_number_without_quotes(
    template_of: TemplateOf, written: Any, text: str | None
) -> None:
    assert resource(template_of, {"T": written}).text("T") == text


@pytest.mark.parametrize("written", [True, 1.5, ["a"], {}, {"Ref": "Unknown"}])
def test_anything_else_is_no_text(template_of: TemplateOf, written: Any) -> None:
    assert isinstance(resource(template_of, {"T": written}).text("T"), Unresolved)


def test_the_elements_of_a_list_are_resolved(template_of: TemplateOf) -> None:
    items = ["a", {"Ref": "AWS::NoValue"}, {"Fn::If": ["Always", "b", "c"]}]

    assert resource(template_of, {"L": items}).items("L") == ["a", "b"]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [({}, True), ({"Condition": "Always"}, True), ({"Condition": "Never"}, False)],
)
def test_a_condition_that_is_settled_makes_it_certain(
    template_of: TemplateOf, attributes: Any, *, expected: bool
) -> None:
    assert resource(template_of, {}, **attributes).is_certain is expected


@pytest.mark.parametrize("condition", ["Perhaps", "NotDeclared", "", {"Ref": "Unknown"}, 5])
def test_any_other_condition_leaves_it_open(template_of: TemplateOf, condition: Any) -> None:
    found = resource(template_of, {}, Condition=condition)

    assert isinstance(found.is_certain, Unresolved)


@pytest.mark.parametrize(
    ("condition", "expected"), [("Always", True), ("Never", False), ("Perhaps", None)]
)
def test_a_resource_of_a_nested_stack_is_as_certain_as_the_stack(
    template_of: TemplateOf, condition: str, *, expected: bool | None
) -> None:
    stack = resource(template_of, {}, Condition=condition)
    nested = template_of({"B": {"Type": "X"}})
    nested.parent = stack

    found = nested.resources["B"].is_certain

    assert (None if isinstance(found, Unresolved) else found) is expected


@pytest.mark.parametrize(
    ("properties", "value", "maximum"),
    [
        pytest.param({}, 900, None, id="admitted"),
        pytest.param({}, 901, 900, id="above"),
        pytest.param(PROVIDER, 901, None, id="admitted by the exception"),
        pytest.param(PROVIDER, 5401, 5400, id="above the exception"),
        pytest.param({"CapacityProviderConfig": {"Ref": "Unknown"}}, 901, None, id="perhaps"),
        pytest.param({"CapacityProviderConfig": {"Ref": "Unknown"}}, 5401, 900, id="above both"),
        pytest.param({"CapacityProviderConfig": {"Ref": "AWS::NoValue"}}, 901, 900, id="no more"),
    ],
)
def test_the_limit_that_is_broken_is_the_one_that_holds(
    template_of: TemplateOf, properties: Any, value: int, maximum: int | None
) -> None:
    broken = resource(template_of, properties).broken(FUNCTION_TIMEOUT, value)

    assert (broken.maximum if broken else None) == maximum


def test_a_resource_tells_its_line_and_itself(template_of: TemplateOf) -> None:
    template = template_of({"A": {"Type": "X"}, "B": {"Type": "AWS::SQS::Queue"}})

    assert template.resources["B"].line == template.resources["A"].line + 3
    assert repr(template.resources["B"]) == "<AWS::SQS::Queue B>"


def test_a_resource_without_a_view_has_no_identifier(template_of: TemplateOf) -> None:
    assert resource(template_of, {}).identifier("Arn") is None
