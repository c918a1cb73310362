from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.scaling_target_before_alias import check as rule
from policies.template.environment import Environment

if TYPE_CHECKING:
    from tests.policies.conftest import Judge, TemplateOf


SUB = {"Fn::Sub": "function:${Quote}:live"}


def cut(index: int) -> dict[str, Any]:
    return {"Fn::Select": [index, {"Fn::Split": [":", {"Ref": "Live"}]}]}


def resources(resource_id: Any, **attributes: Any) -> dict[str, Any]:
    alias = {"FunctionName": {"Ref": "Quote"}, "FunctionVersion": "3", "Name": "live"}
    properties = {
        "ScalableDimension": "lambda:function:ProvisionedConcurrency",
        "ResourceId": resource_id,
    }
    scalable = "AWS::ApplicationAutoScaling::ScalableTarget"
    return {
        "Quote": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "quote"}},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": alias},
        "Middle": {"Type": "AWS::SQS::Queue", "DependsOn": "Live"},
        "Scaling": {"Type": scalable, "Properties": properties, **attributes},
    }


@pytest.mark.parametrize("resource_id", [SUB, "function:quote:live"])
def test_a_name_is_no_reason_to_wait(judge: Judge, resource_id: Any) -> None:
    [finding] = judge(rule, resources(resource_id))

    assert finding.message == (
        "scaling must be created after Live, got a ResourceId that is only its name"
    )
    assert finding.fix == "add DependsOn: Live"
    assert finding.at == "ResourceId"
    assert finding.resource.logical_id == "Scaling"


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(resources(SUB, DependsOn="Live"), id="waits"),
        pytest.param(resources(SUB, DependsOn=["Quote", "Middle"]), id="waits for who waits"),
        pytest.param(
            resources({"Fn::Join": ["", ["function:", cut(6), ":live"]]}), id="refers to it: CDK"
        ),
        pytest.param(resources("function:quote:other"), id="an alias that nobody knows"),
        pytest.param(resources("function:quote:3"), id="a version"),
        pytest.param(resources({"Ref": "Unknown"}), id="unknown"),
    ],
)
def test_silent(judge: Judge, found: dict[str, Any]) -> None:
    assert judge(rule, found) == []


def test_an_alias_of_another_stack_is_there_already(judge: Judge, template_of: TemplateOf) -> None:
    shared = Environment("123456789012", "eu-west-1")
    other = resources("function:quote:live")
    scaling = {"Scaling": other.pop("Scaling")}
    template_of(other, shared)

    assert judge(rule, scaling, shared) == []
