from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.arns import components, path_steps
from policies.template.values import PseudoParameter, Reference, Unresolved

if TYPE_CHECKING:
    from policies.template.arns import Component
    from tests.policies.conftest import TemplateOf

REGION, ACCOUNT = PseudoParameter("AWS::Region"), PseudoParameter("AWS::AccountId")
RESOURCES = {
    "Queue": {"Type": "AWS::SQS::Queue"},
    "Bucket": {"Type": "AWS::S3::Bucket"},
    "Fn": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "report"}},
    "V1": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Fn"}}},
    "Live": {
        "Type": "AWS::Lambda::Alias",
        "Properties": {"FunctionName": {"Ref": "Fn"}, "Name": "live"},
    },
    "Stray": {
        "Type": "AWS::Lambda::Alias",
        "Properties": {"FunctionName": {"Ref": "Unknown"}, "Name": {"Ref": "Unknown"}},
    },
}


def parts(template_of: TemplateOf, raw: Any) -> list[Any] | None:
    """The components; a reference as the logical id it names, text that is unresolved as None."""
    found = components(template_of(RESOURCES).intrinsics.resolve(raw))
    return None if found is None else [_shown(part) for part in found]


def _shown(part: Component) -> Any:
    if isinstance(part, Reference):
        return part.resource.logical_id, part.attribute
    return part if isinstance(part, (str, PseudoParameter)) else None


HEAD = ["arn", PseudoParameter("AWS::Partition"), "lambda", REGION, ACCOUNT, "function"]
QUEUE = ["arn", PseudoParameter("AWS::Partition"), "sqs", REGION, ACCOUNT, ("Queue", "QueueName")]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a:b", ["a", "b"]),
        ("", [""]),
        ({"Ref": "AWS::Region"}, [REGION]),
        ({"Fn::Sub": "a:${AWS::Region}:b"}, ["a", REGION, "b"]),
        ({"Fn::Sub": "a:x${AWS::Region}:b"}, ["a", None, "b"]),
        ({"Ref": "Fn"}, [("Fn", "")]),
        ({"Fn::GetAtt": ["Fn", "Arn"]}, [*HEAD, ("Fn", "")]),
        ({"Ref": "Live"}, [*HEAD, ("Fn", ""), ("Live", "Name")]),
        ({"Fn::GetAtt": ["Live", "AliasArn"]}, [*HEAD, ("Fn", ""), ("Live", "Name")]),
        ({"Ref": "V1"}, [*HEAD, ("Fn", ""), ("V1", "Version")]),
        ({"Fn::GetAtt": ["V1", "FunctionArn"]}, [*HEAD, ("Fn", ""), ("V1", "Version")]),
        ({"Fn::GetAtt": ["V1", "Version"]}, [("V1", "Version")]),
        ({"Ref": "Stray"}, [*HEAD, None, ("Stray", "Name")]),
        ({"Fn::GetAtt": ["Queue", "Arn"]}, QUEUE),
        ({"Fn::GetAtt": ["Queue", "QueueName"]}, [("Queue", "QueueName")]),
        ({"Fn::Sub": "${Fn.Arn}:live"}, [*HEAD, ("Fn", ""), "live"]),
        ({"Fn::Sub": "x${Fn}:${V1.Version}"}, [None, ("V1", "Version")]),
    ],
)
def test_what_stands_between_the_colons(template_of: TemplateOf, raw: Any, expected: Any) -> None:
    assert parts(template_of, raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param({"Ref": "Unknown"}, id="a parameter may be an ARN"),
        pytest.param({"Fn::Sub": "a:${Unknown}:b"}, id="also inside text"),
        pytest.param({"Ref": "Queue"}, id="a queue's Ref is a URL"),
        pytest.param({"Ref": "Bucket"}, id="a resource without a view"),
        pytest.param({"Fn::GetAtt": ["Bucket", "Arn"]}, id="and its attributes"),
        pytest.param({"Fn::GetAtt": ["Fn", "SnapStartResponse"]}, id="another attribute"),
        pytest.param({"Fn::GetAtt": ["V1", "Other"]}, id="of a version"),
        pytest.param({"Fn::GetAtt": ["Live", "Other"]}, id="of an alias"),
        pytest.param({"Fn::Sub": "a:${AWS::StackId}"}, id="a stack's id is an ARN"),
        pytest.param({"Ref": "AWS::NoValue"}, id="nothing"),
        pytest.param(5, id="a number"),
        pytest.param(["a"], id="a list"),
    ],
)
def test_none_where_an_unknown_part_may_hold_colons(template_of: TemplateOf, raw: Any) -> None:
    assert parts(template_of, raw) is None


def test_the_parts_join_to_the_same_parts_again(template_of: TemplateOf) -> None:
    whole = {"Fn::GetAtt": ["Live", "AliasArn"]}
    cut = {"Fn::Join": [":", {"Fn::Split": [":", whole]}]}

    assert parts(template_of, cut) == parts(template_of, whole)


def test_a_known_name_is_known_text_of_its_reference(template_of: TemplateOf) -> None:
    template = template_of(RESOURCES)

    found = components(template.intrinsics.resolve({"Ref": "Live"})) or ()

    assert [part.known_text for part in found if isinstance(part, Unresolved)][-2:] == [
        "report",
        "live",
    ]


def test_what_stands_between_the_slashes_of_a_role(template_of: TemplateOf) -> None:
    template = template_of({"Role": {"Type": "AWS::IAM::Role"}})
    arn = components(template.intrinsics.resolve({"Fn::GetAtt": ["Role", "Arn"]}))
    assert arn is not None

    steps = path_steps(arn[-1])

    assert steps is not None
    assert steps[0] == "role"
    assert isinstance(steps[1], Reference)
    assert steps[1].resource is template.resources["Role"]


@pytest.mark.parametrize("raw", [{"Fn::Sub": "role/${Unknown}"}, {"Ref": "Unknown"}, "role/name"])
def test_none_where_an_unknown_part_may_hold_slashes(template_of: TemplateOf, raw: Any) -> None:
    assert path_steps(template_of({}).intrinsics.resolve(raw)) is None
