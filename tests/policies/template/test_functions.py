from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.environment import Environment
from policies.template.values import PerhapsAbsent, PseudoParameter, Reference, Text, Unresolved

if TYPE_CHECKING:
    from policies.template.values import Value
    from tests.policies.conftest import TemplateOf

NO_VALUE = {"Ref": "AWS::NoValue"}
MAYBE = {"Fn::If": ["Perhaps", "m", NO_VALUE]}
SECTIONS: dict[str, Any] = {
    "Parameters": {
        "Stage": {"Type": "String", "Default": "dev"},
        "Seconds": {"Type": "Number", "Default": 60},
        "Names": {"Type": "CommaDelimitedList", "Default": "a, b,c"},
        "Sizes": {"Type": "List<Number>", "Default": "1,2"},
        "Image": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/image"},
        "Images": {"Type": "AWS::SSM::Parameter::Value<List<String>>", "Default": "/images"},
        "Empty": {"Type": "String", "Default": ""},
        "Odd": "no mapping",
    },
    "Conditions": {
        "Always": {"Fn::Equals": ["a", "a"]},
        "Never": {"Fn::Equals": ["a", "b"]},
        "Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]},
    },
    "Mappings": {
        "Stages": {
            "dev": {
                "Timeout": 3,
                "Zones": ["x", "y"],
                "Nested": {"a": 1},
                "Functions": [{"Ref": "Stage"}],
            },
            "1": {"Timeout": 4},
        }
    },
}


@pytest.fixture
def resolve(template_of: TemplateOf) -> Any:
    def resolved(raw: Any, environment: Environment | None = None) -> Value:
        resources = {"Queue": {"Type": "AWS::SQS::Queue"}}
        return template_of(resources, environment, **SECTIONS).intrinsics.resolve(raw)

    return resolved


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Stage", "dev"),
        ("Seconds", 60),
        ("Names", ["a", "b", "c"]),
        ("Sizes", ["1", "2"]),
        ("Empty", ""),
        ("AWS::NoValue", None),
    ],
)
def test_a_ref_to_what_the_template_tells_is_known(resolve: Any, name: str, value: Any) -> None:
    assert resolve({"Ref": name}) == value


@pytest.mark.parametrize("name", ["Unknown", "Image", "Images", "Odd", "NotDeclared", "", 5, ["a"]])
def test_a_ref_to_anything_else_is_not(resolve: Any, name: Any) -> None:
    assert type(resolve({"Ref": name})) is Unresolved


def test_a_ref_to_a_resource_knows_the_resource(resolve: Any) -> None:
    value = resolve({"Ref": "Queue"})

    assert isinstance(value, Reference)
    assert (value.resource.logical_id, value.attribute) == ("Queue", "")


@pytest.mark.parametrize(
    ("region", "name", "value"),
    [
        ("eu-west-1", "AWS::AccountId", "123456789012"),
        ("eu-west-1", "AWS::Region", "eu-west-1"),
        ("eu-west-1", "AWS::Partition", "aws"),
        ("cn-north-1", "AWS::Partition", "aws-cn"),
        ("us-gov-west-1", "AWS::Partition", "aws-us-gov"),
        ("us-iso-east-1", "AWS::Partition", "aws-iso"),
        ("us-isob-east-1", "AWS::Partition", "aws-iso-b"),
        ("eusc-de-east-1", "AWS::Partition", "aws-eusc"),
    ],
)
def test_a_pseudo_parameter_is_what_the_stack_says(
    resolve: Any, region: str, name: str, value: str
) -> None:
    assert resolve({"Ref": name}, Environment("123456789012", region)) == value


@pytest.mark.parametrize("name", ["AccountId", "Region", "Partition", "URLSuffix", "StackName"])
def test_a_pseudo_parameter_nobody_says_is_one_part_of_an_arn(resolve: Any, name: str) -> None:
    assert resolve({"Ref": f"AWS::{name}"}) == PseudoParameter(f"AWS::{name}")


@pytest.mark.parametrize("name", ["AWS::StackId", "AWS::NotificationARNs", "AWS::Other"])
def test_one_that_may_hold_colons_is_not(resolve: Any, name: str) -> None:
    assert resolve({"Ref": name}) == Unresolved(name)


@pytest.mark.parametrize(
    "argument",
    [
        "Queue.Arn",
        ["Queue", "Arn"],
        ["Queue", {"Fn::Sub": "Arn"}],
        ["Queue", {"Ref": "Empty"}, "Arn"],
    ],
)
def test_get_att_knows_resource_and_attribute(resolve: Any, argument: Any) -> None:
    value = resolve({"Fn::GetAtt": argument})

    assert isinstance(value, Reference)
    assert value.resource.logical_id == "Queue"
    assert value.attribute.strip(".") == "Arn"


@pytest.mark.parametrize(
    "argument",
    ["Queue", "Queue.", "Other.Arn", [], ["Queue"], ["Queue", {"Ref": "Unknown"}], 5, [5, "Arn"]],
)
def test_get_att_of_nothing_is_unresolved(resolve: Any, argument: Any) -> None:
    assert type(resolve({"Fn::GetAtt": argument})) is Unresolved


@pytest.mark.parametrize(
    ("argument", "text"),
    [
        ("plain", "plain"),
        ("${Stage}-${ Seconds }", "dev-60"),
        ("${!Stage} $Stage ${", "${Stage} $Stage ${"),
        (["${Own}-${Stage}", {"Own": {"Ref": "Seconds"}}], "60-dev"),
        (["${Stage}", {"Stage": "own"}], "own"),
        (["${A.B}", {"A.B": "own"}], "own"),
        (["", {}], ""),
    ],
)
def test_sub_of_known_values_is_known(resolve: Any, argument: Any, text: str) -> None:
    assert resolve({"Fn::Sub": argument}) == text


class Passed(str):
    """Text that counts the characters that searches pass."""

    __slots__ = ("count_of_characters",)

    def find(self, *arguments: Any) -> int:
        """Where it is found; counts what lies between the start and there."""
        found = super().find(*arguments)
        start = arguments[1] if len(arguments) > 1 else 0
        passed = (found if found >= 0 else len(self)) - start
        self.count_of_characters = getattr(self, "count_of_characters", 0) + passed
        return found


@pytest.mark.parametrize(
    "piece", ["${", "${a", "$", "{", "${Stage}", "${!a}", "${ }", "${}", "}", "}${"]
)
def test_sub_passes_each_character_a_few_times_at_most(resolve: Any, piece: str) -> None:
    text = Passed(piece * 1000)

    assert resolve({"Fn::Sub": text}) is not None
    assert text.count_of_characters <= 3 * len(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("${a${Stage}", "parameter", id="a brace inside a name is part of it"),
        pytest.param("${!${Stage}-${Stage}", "${${Stage}-dev", id="inside a literal as well"),
    ],
)
def test_a_placeholder_ends_at_the_first_brace(resolve: Any, text: str, value: str) -> None:
    found = resolve({"Fn::Sub": text})

    assert (found if isinstance(found, str) else "parameter") == value


@pytest.mark.parametrize("argument", [5, [], ["a"], ["a", "b"], [{"Ref": "Stage"}, {}], {}])
def test_a_malformed_sub_is_unresolved(resolve: Any, argument: Any) -> None:
    assert type(resolve({"Fn::Sub": argument})) is Unresolved


def test_sub_keeps_what_is_known_around_references(resolve: Any) -> None:
    value = resolve({"Fn::Sub": "a-${Queue.Arn}-${Queue}-${Names}-b"})

    assert isinstance(value, Text)
    kinds = [type(part) for part in value.parts]
    assert kinds == [str, Reference, str, Reference, str, Unresolved, str]
    assert value.known_text == "a----b"


@pytest.mark.parametrize(
    ("argument", "text"),
    [
        (["-", ["a", {"Ref": "Stage"}, 5, True]], "a-dev-5-true"),
        (["", []], ""),
        (["-", {"Ref": "Names"}], "a-b-c"),
        (["-", ["a", NO_VALUE, "b"]], "a-b"),
        (["-", "a"], "a"),
    ],
)
def test_join_of_known_values_is_known(resolve: Any, argument: Any, text: str) -> None:
    assert resolve({"Fn::Join": argument}) == text


@pytest.mark.parametrize(
    "argument",
    [5, [], ["-"], [{"Ref": "Stage"}, ["a"]], ["-", {"Ref": "Unknown"}], ["-", NO_VALUE]],
)
def test_join_of_no_list_is_unresolved(resolve: Any, argument: Any) -> None:
    assert type(resolve({"Fn::Join": argument})) is Unresolved


@pytest.mark.parametrize(
    ("items", "known_text"),
    [
        (["a", {"Ref": "Unknown"}, "b"], "a--b"),
        (["a", MAYBE, "b"], "a-b"),
        ([MAYBE, "b"], "b"),
        (["a", MAYBE], "a"),
        ([MAYBE, MAYBE], ""),
    ],
)
def test_join_counts_the_separators_that_are_certain(
    resolve: Any, items: Any, known_text: str
) -> None:
    assert resolve({"Fn::Join": ["-", items]}).known_text == known_text


@pytest.mark.parametrize(
    ("argument", "items"),
    [
        (["-", "a-b"], ["a", "b"]),
        (["-", "a"], ["a"]),
        (["-", {"Fn::Sub": "${Stage}-b"}], ["dev", "b"]),
        (
            [":", {"Fn::Sub": "a:${AWS::Region}-x"}],
            ["a", Text((PseudoParameter("AWS::Region"), "-x"))],
        ),
    ],
)
def test_split_gives_what_stands_between(resolve: Any, argument: Any, items: Any) -> None:
    assert resolve({"Fn::Split": argument}) == items


@pytest.mark.parametrize(
    "argument",
    [
        5,
        ["-"],
        ["", "a"],
        ["-", {"Ref": "Unknown"}],
        [":", {"Fn::Sub": "a:${Unknown}:b"}],
        [":", {"Ref": "Queue"}],
        ["-", {"Fn::Sub": "a-${AWS::Region}"}],
        ["-", 5],
        ["-", NO_VALUE],
    ],
)
def test_split_of_what_may_hold_separators_is_unresolved(resolve: Any, argument: Any) -> None:
    assert type(resolve({"Fn::Split": argument})) is Unresolved


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ([0, ["a", "b"]], "a"),
        (["1", ["a", "b"]], "b"),
        ([1, {"Ref": "Names"}], "b"),
        ([0, ["a", {"Ref": "Unknown"}]], "a"),
        ([1, [NO_VALUE, "a", "b"]], "b"),
        ([0, ["a", MAYBE]], "a"),
    ],
)
def test_select_takes_one(resolve: Any, argument: Any, value: Any) -> None:
    assert resolve({"Fn::Select": argument}) == value


@pytest.mark.parametrize(
    "argument",
    [
        5,
        [0],
        [2, ["a", "b"]],
        ["9" * 5000, ["a"]],
        [-1, ["a"]],
        ["x", ["a"]],
        [{"Ref": "Unknown"}, ["a"]],
        [0, {"Ref": "Unknown"}],
        [0, [{"Ref": "Unknown"}]],
        [0, []],
        [1, [MAYBE, "a", "b"]],
        [True, ["a", "b"]],
    ],
)
def test_select_of_what_is_not_there_for_certain_is_unresolved(resolve: Any, argument: Any) -> None:
    assert isinstance(resolve({"Fn::Select": argument}), Unresolved)


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        (["Stages", "dev", "Timeout"], 3),
        (["Stages", {"Ref": "Stage"}, "Timeout"], 3),
        (["Stages", 1, "Timeout"], 4),
        (["Stages", "dev", "Zones"], ["x", "y"]),
        (["Stages", "prod", "Timeout", {"DefaultValue": 9}], 9),
        (["Stages", "prod", "Timeout", {"DefaultValue": {"Ref": "Seconds"}}], 60),
        (["Stages", "dev", "Timeout", {"DefaultValue": 9}], 3),
    ],
)
def test_find_in_map_looks_up(resolve: Any, argument: Any, value: Any) -> None:
    assert resolve({"Fn::FindInMap": argument}) == value


@pytest.mark.parametrize(
    "argument",
    [
        5,
        ["Stages", "dev"],
        ["Stages", "prod", "Timeout"],
        ["Others", "dev", "Timeout"],
        ["Stages", {"Ref": "Unknown"}, "Timeout"],
        ["Stages", {"Ref": "Unknown"}, "Timeout", {"DefaultValue": 9}],
        ["Stages", "dev", "Timeout", {"Default": 9}],
        ["Stages", ["dev"], "Timeout"],
        ["Stages", "dev", "Nested"],
        ["Stages", "dev", "Functions"],
    ],
)
def test_find_in_map_of_what_is_not_there_is_unresolved(resolve: Any, argument: Any) -> None:
    assert type(resolve({"Fn::FindInMap": argument})) is Unresolved


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        (["Always", "a", "b"], "a"),
        (["Never", "a", {"Ref": "Stage"}], "dev"),
        (["Never", "a", NO_VALUE], None),
        (["Perhaps", 5, 5], 5),
        (["Perhaps", {"Ref": "Stage"}, "dev"], "dev"),
        (["Perhaps", NO_VALUE, NO_VALUE], None),
    ],
)
def test_if_takes_the_branch_that_the_condition_settles(
    resolve: Any, argument: Any, value: Any
) -> None:
    assert resolve({"Fn::If": argument}) == value


@pytest.mark.parametrize(
    ("argument", "known_text"),
    [
        (["Perhaps", "long", "abc"], "abc"),
        (["Perhaps", "long", ["list"]], ""),
        (["Perhaps", {"Fn::Sub": "a${Unknown}"}, "bcd"], "a"),
        (["Perhaps", ["Perhaps", "a"], 12345], ""),
        (["Missing", "ab", "c"], "c"),
    ],
)
def test_if_that_is_open_knows_the_shorter_branch(
    resolve: Any, argument: Any, known_text: str
) -> None:
    value = resolve({"Fn::If": argument})

    assert type(value) is Unresolved
    assert value.known_text == known_text


@pytest.mark.parametrize(
    "argument",
    [
        ["Perhaps", "a", NO_VALUE],
        ["Perhaps", NO_VALUE, 5],
        ["Perhaps", "a", MAYBE],
        ["Perhaps", {"Fn::If": ["Always", MAYBE, "x"]}, "a"],
    ],
)
def test_if_that_may_give_no_value_may_be_absent(resolve: Any, argument: Any) -> None:
    value = resolve({"Fn::If": argument})

    assert isinstance(value, PerhapsAbsent)
    assert value.known_text == ""


@pytest.mark.parametrize("argument", [5, [], ["Always", "a"], ["Always", "a", "b", "c"], {}])
def test_a_malformed_if_is_unresolved(resolve: Any, argument: Any) -> None:
    assert type(resolve({"Fn::If": argument})) is Unresolved


def test_base64_of_known_text_is_known(resolve: Any) -> None:
    assert resolve({"Fn::Base64": {"Fn::Sub": "${Stage}é"}}) == "ZGV2w6k="
    assert isinstance(resolve({"Fn::Base64": {"Ref": "Unknown"}}), Unresolved)


@pytest.mark.parametrize("name", ["shared", {"Fn::Sub": "${AWS::StackName}-shared"}, 5])
def test_an_import_of_what_no_stack_here_exports_is_unresolved(resolve: Any, name: Any) -> None:
    assert isinstance(resolve({"Fn::ImportValue": name}), Unresolved)


@pytest.mark.parametrize(
    "argument",
    [
        pytest.param("text", id="no mapping"),
        pytest.param({"StackName": "A"}, id="no output"),
        pytest.param({"StackName": {"Ref": "Unknown"}, "OutputName": "O"}, id="an unknown stack"),
        pytest.param({"StackName": "A", "OutputName": ["O"]}, id="an output that is no text"),
        pytest.param({"StackName": "A", "OutputName": "O", "Region": 5}, id="an odd region"),
        pytest.param({"StackName": "A", "OutputName": "O"}, id="no such stack"),
    ],
)
def test_an_output_of_a_stack_that_is_not_there_is_unresolved(
    template_of: TemplateOf, argument: Any
) -> None:
    template = template_of({}, **SECTIONS)

    assert isinstance(template.intrinsics.resolve({"Fn::GetStackOutput": argument}), Unresolved)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        pytest.param({"Fn::Length": ["a", "b"]}, 2, id="a list"),
        pytest.param({"Fn::Length": {"Ref": "Names"}}, 3, id="a parameter"),
        pytest.param({"Fn::Length": {"Fn::Split": [",", "a,b"]}}, 2, id="a function"),
        pytest.param({"Fn::Length": []}, 0, id="an empty list"),
        pytest.param({"Fn::Length": ["a", NO_VALUE, {"Ref": "Unknown"}]}, 2, id="no value"),
    ],
)
def test_the_length_of_a_list(resolve: Any, raw: Any, value: int) -> None:
    assert resolve(raw) == value


@pytest.mark.parametrize(
    "argument", ["a,b", {"Ref": "Unknown"}, {"a": 1}, ["a", MAYBE], {"Fn::GetAZs": ""}]
)
def test_the_length_of_anything_else_is_not_known(resolve: Any, argument: Any) -> None:
    assert isinstance(resolve({"Fn::Length": argument}), Unresolved)


@pytest.mark.parametrize(
    ("argument", "text"),
    [
        pytest.param({"body": {"a": [1, True]}}, '{"body":{"a":[1,true]}}', id="a mapping"),
        pytest.param([{"Ref": "Stage"}, "ü"], '["dev","ü"]', id="what is in it is resolved"),
        pytest.param(
            {"a": NO_VALUE, "b": [NO_VALUE, {"Fn::Sub": "${Stage}-1"}]},
            '{"b":["dev-1"]}',
            id="no value is left out",
        ),
    ],
)
def test_data_becomes_json(resolve: Any, argument: Any, text: str) -> None:
    assert resolve({"Fn::ToJsonString": argument}) == text


@pytest.mark.parametrize(
    "argument",
    [{"Ref": "Unknown"}, {"a": [{"Ref": "Unknown"}]}, ["{{resolve:ssm:a}}"], [MAYBE]],
)
def test_json_of_what_is_not_known_is_not_known(resolve: Any, argument: Any) -> None:
    assert isinstance(resolve({"Fn::ToJsonString": argument}), Unresolved)
