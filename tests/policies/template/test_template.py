from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policies.template.document import parse_document
from policies.template.resources.function import Function
from policies.template.template import Template
from policies.template.unreadable import UnreadableError
from policies.template.values import Reference, Unresolved

if TYPE_CHECKING:
    from policies.template.resource import Resource
    from tests.policies.conftest import TemplateOf

STACK = {"Type": "AWS::CloudFormation::Stack", "Properties": {"Parameters": {"Given": "5"}}}


def nest(parent: Resource, nested: Template) -> None:
    parent.nested_template = nested
    nested.parent = parent


@pytest.mark.parametrize("text", ["[]", "5", '"Resources"', "{}", '{"Resources": []}', "null"])
def test_what_has_no_resources_is_no_template(text: str) -> None:
    with pytest.raises(UnreadableError) as error:
        Template(parse_document(Path("x.json"), text))

    assert str(error.value) == (
        "x.json: no CloudFormation template: it has no Resources; check the path"
    )


@pytest.mark.parametrize("broken", [None, 5, "text", [], {}, {"Type": 5}, {"Properties": {}}])
def test_what_is_no_resource_is_passed_over(template_of: TemplateOf, broken: Any) -> None:
    template = template_of({"A": broken, "B": {"Type": "X"}})

    assert list(template.resources) == ["B"]


@pytest.mark.parametrize("section", ["Conditions", "Mappings", "Outputs"])
def test_a_section_that_is_no_mapping_is_empty(template_of: TemplateOf, section: str) -> None:
    sections: dict[str, Any] = {section: ["x"]}
    template = template_of({}, **sections)

    assert template.section(section) == {}
    assert isinstance(template.intrinsics.condition("x"), Unresolved)
    assert isinstance(template.output("x"), Unresolved)


def test_resources_are_found_by_kind_unless_they_are_never_created(
    template_of: TemplateOf,
) -> None:
    function = {"Type": "AWS::Lambda::Function"}
    conditions = {
        "Never": {"Fn::Equals": ["a", "b"]},
        "Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "b"]},
    }
    template = template_of(
        {
            "A": function,
            "B": function | {"Condition": "Never"},
            "C": function | {"Condition": "Perhaps"},
            "D": {"Type": "AWS::SQS::Queue"},
        },
        Conditions=conditions,
    )

    assert [found.logical_id for found in template.of(Function)] == ["A", "C"]
    assert [found.logical_id for found in template.of_type("AWS::SQS::Queue")] == ["D"]
    assert template.of_type("AWS::S3::Bucket") == []


@pytest.mark.parametrize(
    ("declared", "value"),
    [
        pytest.param({"Type": "String", "Default": "d"}, "5", id="what the parent gives"),
        pytest.param({"Type": "CommaDelimitedList"}, ["5"], id="as a list"),
        pytest.param({"Type": "AWS::SSM::Parameter::Value<String>"}, None, id="a name in SSM"),
    ],
)
def test_a_parameter_of_a_nested_stack_is_what_the_parent_gives(
    template_of: TemplateOf, declared: Any, value: Any
) -> None:
    parent = template_of({"Stack": STACK}).resources["Stack"]
    nested = template_of({}, Parameters={"Given": declared, "Other": {"Default": "d"}})
    nest(parent, nested)

    found = nested.parameter("Given")

    assert (None if isinstance(found, Unresolved) else found) == value
    assert nested.parameter("Other") == "d"


def test_a_value_goes_through_stacks_both_ways(template_of: TemplateOf) -> None:
    queue = {"Type": "AWS::SQS::Queue"}
    passed = {"Arn": {"Fn::GetAtt": ["Queue", "Arn"]}}
    stack = {"Type": STACK["Type"], "Properties": {"Parameters": passed}}
    outer = template_of({"Queue": queue, "Stack": stack})
    inner = template_of(
        {},
        Parameters={"Arn": {"Type": "String"}},
        Outputs={"Back": {"Value": {"Ref": "Arn"}}, "Empty": {}},
    )
    nest(outer.resources["Stack"], inner)

    value = outer.intrinsics.resolve({"Fn::GetAtt": ["Stack", "Outputs.Back"]})

    assert isinstance(value, Reference)
    assert value.resource is outer.resources["Queue"]
    for missing in ("Outputs.Empty", "Outputs.Other", "Other"):
        assert isinstance(outer.intrinsics.resolve({"Fn::GetAtt": ["Stack", missing]}), Unresolved)


def test_stacks_that_pass_a_value_in_a_circle_come_to_an_end(template_of: TemplateOf) -> None:
    back = {"Fn::GetAtt": ["Stack", "Outputs.Back"]}
    stack = {"Type": STACK["Type"], "Properties": {"Parameters": {"Given": back}}}
    outer = template_of({"Stack": stack})
    twice = {"Fn::Join": ["", [{"Ref": "Given"}, {"Ref": "Given"}]]}
    inner = template_of(
        {}, Parameters={"Given": {"Type": "String"}}, Outputs={"Back": {"Value": twice}}
    )
    nest(outer.resources["Stack"], inner)

    assert isinstance(outer.intrinsics.resolve(back), Unresolved)


def test_a_chain_of_imports_longer_than_the_stack_is_not_followed(template_of: TemplateOf) -> None:
    templates = [
        template_of({}, Outputs={"O": {"Value": {"Fn::ImportValue": f"e{number + 1}"}}})
        for number in range(500)
    ]
    exports = {f"e{number}": (template, "O") for number, template in enumerate(templates)}
    for template in templates:
        template.exports = exports

    assert isinstance(templates[0].imported("e1"), Unresolved)


def test_an_import_is_what_the_output_says(template_of: TemplateOf) -> None:
    exporter = template_of({}, Outputs={"O": {"Value": "known"}, "Empty": {}})
    importer = template_of({})
    importer.exports = {"shared": (exporter, "O"), "empty": (exporter, "Empty")}

    assert importer.imported("shared") == "known"
    assert isinstance(importer.imported("empty"), Unresolved)
    assert isinstance(importer.imported("other"), Unresolved)


@pytest.mark.parametrize(
    ("output", "name"),
    [
        ({"Value": 1, "Export": {"Name": "shared"}}, "shared"),
        ({"Value": 1, "Export": {"Name": {"Fn::Sub": "a-${Stage}"}}}, "a-dev"),
        ({"Value": 1, "Export": {"Name": "shared"}, "Condition": "Never"}, None),
        ({"Value": 1, "Export": "shared"}, None),
        ({"Value": 1}, None),
        ("text", None),
    ],
)
def test_an_output_is_exported_under_its_name(
    template_of: TemplateOf, output: Any, name: str | None
) -> None:
    template = template_of(
        {},
        Outputs={"O": output},
        Parameters={"Stage": {"Type": "String", "Default": "dev"}},
        Conditions={"Never": {"Fn::Equals": ["a", "b"]}},
    )

    assert template.export("O") == name


@pytest.mark.parametrize(
    ("metadata", "path"),
    [
        ({"aws:cdk:path": "App/Stack/Fn/Resource"}, "App/Stack/Fn/Resource"),
        ({"aws:cdk:path": 5}, None),
        ({}, None),
        ("text", None),
        (None, None),
    ],
)
def test_a_template_tells_the_construct_path_where_cdk_wrote_it(
    template_of: TemplateOf, metadata: Any, path: str | None
) -> None:
    resource = template_of({"A": {"Type": "X", "Metadata": metadata}}).resources["A"]

    assert resource.construct_path == path


def test_what_the_assembly_tells_of_a_construct_comes_first(template_of: TemplateOf) -> None:
    template = template_of({"A": {"Type": "X", "Metadata": {"aws:cdk:path": "Old/A"}}})
    template.construct_paths = {"A": "New/A"}

    assert template.resources["A"].construct_path == "New/A"


def test_a_template_shows_its_file(template_of: TemplateOf) -> None:
    assert repr(template_of({})) == "<Template template.json>"
