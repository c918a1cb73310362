from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.certain import certain_elements, is_set, known_end, known_start
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.values import Value
    from tests.policies.conftest import TemplateOf

PERHAPS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
MAYBE = {"Fn::If": ["Perhaps", "x", {"Ref": "AWS::NoValue"}]}


@pytest.fixture
def value(template_of: TemplateOf) -> Any:
    def made(raw: Any) -> Value:
        resources = {"Thing": {"Type": "AWS::SNS::Topic", "Properties": {"Value": raw}}}
        template = template_of(resources, Conditions=PERHAPS)
        return template.resources["Thing"].value("Value")

    return made


@pytest.mark.parametrize(
    "raw",
    ["x", "", 0, False, [], {"Ref": "Thing"}, {"Ref": "AWS::Region"}, {"Fn::Sub": "${Unknown}.x"}],
)
def test_what_is_certainly_there_is_set(value: Any, raw: Any) -> None:
    assert is_set(value(raw))


@pytest.mark.parametrize("raw", [{"Ref": "AWS::NoValue"}, {"Ref": "Unknown"}, MAYBE])
def test_what_may_be_absent_is_not(value: Any, raw: Any) -> None:
    assert not is_set(value(raw))


def test_an_absent_property_is_not_set() -> None:
    assert not is_set(None)


def test_the_certain_elements_leave_out_what_a_condition_may_take_away(value: Any) -> None:
    maybe = value(MAYBE)

    assert certain_elements(["a", maybe, value({"Ref": "Unknown"})]) == [
        "a",
        Unresolved("parameter Unknown"),
    ]
    assert certain_elements(Unresolved("a list")) == []


@pytest.mark.parametrize(
    ("raw", "start", "end"),
    [
        ("whole", "whole", "whole"),
        ({"Fn::Sub": "a-${Unknown}-z"}, "a-", "-z"),
        ({"Fn::Sub": "${Unknown}-z"}, "", "-z"),
        ({"Fn::Sub": "a-${Unknown}"}, "a-", ""),
        ({"Ref": "Unknown"}, "", ""),
        ({"Ref": "AWS::NoValue"}, "", ""),
        (5, "", ""),
    ],
)
def test_the_ends_of_a_text_are_known_or_not(value: Any, raw: Any, start: str, end: str) -> None:
    assert known_start(value(raw)) == start
    assert known_end(value(raw)) == end
