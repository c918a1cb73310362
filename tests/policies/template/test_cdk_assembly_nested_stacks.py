from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.concurrency import ConcurrencyQuota
from policies.template.cdk_assembly import read_assembly
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.template import Template
    from policies.template.unreadable import UnreadableError
    from tests.policies.template.conftest import CdkOut

FUNCTION = {"Type": "AWS::Lambda::Function"}
KEY = "b3e44ada59cc.json"
URL = {
    "Fn::Join": [
        "",
        ["https://s3.eu-west-1.", {"Ref": "AWS::URLSuffix"}, f"/cdk-assets-eu-west-1/{KEY}"],
    ]
}


def read(cdk_out: CdkOut) -> tuple[dict[str, Template], list[UnreadableError]]:
    environments, errors = read_assembly(cdk_out.path, lambda *_: ConcurrencyQuota())
    found = [template for environment in environments for template in environment.templates]
    return {template.path.name: template for template in found}, errors


def nested_stack(url: Any = None, **attributes: Any) -> dict[str, Any]:
    properties = {"TemplateURL": url or URL, **attributes.pop("properties", {})}
    return {"Type": "AWS::CloudFormation::Stack", "Properties": properties, **attributes}


@pytest.mark.parametrize(
    "url",
    [
        pytest.param(URL, id="joined, as CDK writes it"),
        pytest.param({"Fn::Sub": f"https://s3.${{AWS::URLSuffix}}/{KEY}"}, id="Sub"),
        pytest.param(f"https://s3.eu-west-1.amazonaws.com/bucket/{KEY}", id="literal"),
    ],
)
def test_a_nested_stack_is_found_through_the_asset_manifest(cdk_out: CdkOut, url: Any) -> None:
    cdk_out.write("N.nested.template.json", {"Resources": {"F": FUNCTION}})
    cdk_out.stack("A", {"N": nested_stack(url)}, assets={KEY: "N.nested.template.json"})

    found, errors = read(cdk_out)

    assert errors == []
    nested, parent = found["N.nested.template.json"], found["A.template.json"]
    assert nested.parent is parent.resources["N"]
    assert parent.resources["N"].nested_template is nested
    assert nested.environment is parent.environment


def test_a_key_with_a_prefix_is_the_same_file(cdk_out: CdkOut) -> None:
    cdk_out.write("N.nested.template.json", {"Resources": {}})
    cdk_out.stack("A", {"N": nested_stack()}, assets={f"some/{KEY}": "N.nested.template.json"})

    assert "N.nested.template.json" in read(cdk_out)[0]


def test_a_nested_stack_is_found_through_its_own_metadata(cdk_out: CdkOut) -> None:
    cdk_out.write("N.nested.template.json", {"Resources": {"F": FUNCTION}})
    metadata = {"aws:asset:path": "N.nested.template.json"}
    cdk_out.stack("A", {"N": nested_stack({"Ref": "Unknown"}, Metadata=metadata)})

    found, errors = read(cdk_out)

    assert errors == []
    assert "N.nested.template.json" in found


def test_stacks_nest_in_nested_stacks(cdk_out: CdkOut) -> None:
    inner = nested_stack(Metadata={"aws:asset:path": "Inner.nested.template.json"})
    cdk_out.write("Outer.nested.template.json", {"Resources": {"Inner": inner}})
    cdk_out.write("Inner.nested.template.json", {"Resources": {"F": FUNCTION}})
    cdk_out.stack("A", {"N": nested_stack()}, assets={KEY: "Outer.nested.template.json"})

    found, errors = read(cdk_out)

    assert errors == []
    innermost = found["Inner.nested.template.json"]
    assert innermost.parent is not None
    assert innermost.parent.template is found["Outer.nested.template.json"]


def test_what_the_parent_passes_reaches_the_nested_stack(cdk_out: CdkOut) -> None:
    mapping = {
        "Type": "AWS::Lambda::EventSourceMapping",
        "Properties": {"EventSourceArn": {"Ref": "QueueArn"}, "FunctionName": {"Ref": "F"}},
    }
    parameters = {"QueueArn": {"Type": "String"}}
    nested = {"Parameters": parameters, "Resources": {"F": FUNCTION, "M": mapping}}
    cdk_out.write("N.nested.template.json", nested)
    passed = {"Parameters": {"QueueArn": {"Fn::GetAtt": ["Queue", "Arn"]}}}
    cdk_out.stack(
        "A",
        {"Queue": {"Type": "AWS::SQS::Queue"}, "N": nested_stack(properties=passed)},
        assets={KEY: "N.nested.template.json"},
    )
    found, _ = read(cdk_out)

    [polling] = found["N.nested.template.json"].of(EventSourceMapping)

    assert polling.queue is found["A.template.json"].resources["Queue"]


def test_a_nested_stack_that_is_not_here_is_unresolved(cdk_out: CdkOut) -> None:
    cdk_out.stack("A", {"N": nested_stack("https://elsewhere/other.json")}, assets={})
    found, errors = read(cdk_out)

    value = found["A.template.json"].intrinsics.resolve({"Fn::GetAtt": ["N", "Outputs.Arn"]})

    assert errors == []
    assert isinstance(value, Unresolved)


def test_a_nested_stack_that_is_never_created_is_not_read(cdk_out: CdkOut) -> None:
    cdk_out.write("N.nested.template.json", {"Resources": {}})
    never = {"Never": {"Fn::Equals": ["a", "b"]}}
    cdk_out.stack(
        "A",
        {"N": nested_stack(Condition="Never")},
        assets={KEY: "N.nested.template.json"},
        Conditions=never,
    )

    assert list(read(cdk_out)[0]) == ["A.template.json"]


def test_a_stack_nested_in_itself_is_told(cdk_out: CdkOut) -> None:
    metadata = {"aws:asset:path": "A.template.json"}
    cdk_out.stack("A", {"N": nested_stack(Metadata=metadata)})

    found, errors = read(cdk_out)

    assert [str(error).partition(": ")[2] for error in errors] == [
        "a nested stack that includes itself"
    ]
    assert found["A.template.json"].parent is None


def test_stacks_nested_without_end_are_told(cdk_out: CdkOut) -> None:
    for number in range(40):
        metadata = {"aws:asset:path": f"N{number + 1}.json"}
        cdk_out.write(f"N{number}.json", {"Resources": {"N": nested_stack(Metadata=metadata)}})
    cdk_out.stack("A", {"N": nested_stack(Metadata={"aws:asset:path": "N0.json"})})

    found, errors = read(cdk_out)

    assert [str(error) for error in errors] == [
        f"{cdk_out.path / 'N30.json'}: nested more than 30 deep"
    ]
    assert len(found) == 31


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("missing.json", "missing.json: no such file; check the path or run cdk synth"),
        ("../outside.json", "manifest.json: names '../outside.json', which lies outside"),
        ("list.json", "list.json: no CloudFormation template: it has no Resources"),
    ],
)
@pytest.mark.parametrize("through", ["metadata", "assets"])
def test_a_nested_template_that_cannot_be_read_is_told(
    cdk_out: CdkOut, through: str, file: str, problem: str
) -> None:
    cdk_out.write("../outside.json", {"Resources": {}})
    cdk_out.write("list.json", [])
    if through == "assets":
        cdk_out.stack("A", {"N": nested_stack()}, assets={KEY: file})
    else:
        cdk_out.stack("A", {"N": nested_stack(Metadata={"aws:asset:path": file})})

    found, [error] = read(cdk_out)

    assert problem in str(error)
    assert list(found) == ["A.template.json"]


@pytest.mark.parametrize(
    "assets",
    [
        {},
        {"properties": "text"},
        {"properties": {"file": "assets.json"}},
        {"properties": {"file": "odd.json"}},
    ],
    ids=["nothing", "no properties", "no files", "files that are none"],
)
def test_an_odd_asset_manifest_leaves_the_nested_stack_unread(
    cdk_out: CdkOut, assets: dict[str, Any]
) -> None:
    cdk_out.write("assets.json", {"files": {}})
    cdk_out.write("odd.json", {"files": {"a": "text"}})
    cdk_out.stack("A", {"N": nested_stack()})
    cdk_out.artifact("A.assets", "cdk:asset-manifest", **assets)

    found, errors = read(cdk_out)

    assert errors == []
    assert list(found) == ["A.template.json"]


def test_a_broken_asset_manifest_is_told(cdk_out: CdkOut) -> None:
    cdk_out.stack("A", {"N": nested_stack()}, assets={})
    cdk_out.write("A.assets.json", "{")

    found, [error] = read(cdk_out)

    assert "A.assets.json:1: JSON ends before it is complete" in str(error)
    assert list(found) == ["A.template.json"]


def test_an_image_beside_the_templates_is_no_template(cdk_out: CdkOut) -> None:
    cdk_out.write("N.nested.template.json", {"Resources": {}})
    cdk_out.stack("A", {"N": nested_stack()}, assets={})
    files = {
        "image": {"source": {"executable": ["x"]}, "destinations": {"d": {"objectKey": "i"}}},
        "file": {
            "source": {"path": "N.nested.template.json"},
            "destinations": {"d": {"objectKey": KEY}},
        },
    }
    cdk_out.write("A.assets.json", {"files": files})

    assert "N.nested.template.json" in read(cdk_out)[0]


def test_a_nested_stack_imports_what_the_stacks_of_its_place_export(cdk_out: CdkOut) -> None:
    function = {
        "Type": "AWS::Lambda::Function",
        "Properties": {"Timeout": {"Fn::ImportValue": "T"}},
    }
    cdk_out.write("N.json", {"Resources": {"F": function}})
    cdk_out.stack("A", {"N": nested_stack(Metadata={"aws:asset:path": "N.json"})})
    exported = {"O": {"Value": 30, "Export": {"Name": "T"}}}
    cdk_out.stack("B", {"Q": {"Type": "AWS::SQS::Queue"}}, Outputs=exported)

    found, errors = read(cdk_out)
    nested = found["N.json"].resources["F"]

    assert errors == []
    assert nested.integer("Timeout") == 30
    assert found["N.json"].stack_output("B", "O", None) == 30
