from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.function_name_collision import check as rule
from policies.template.environment import Environment

if TYPE_CHECKING:
    from tests.policies.conftest import Judge, TemplateOf

CONDITIONS = {
    "Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]},
    "Always": {"Fn::Equals": ["a", "a"]},
}


def function(name: Any, **attributes: Any) -> dict[str, Any]:
    return {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": name}, **attributes}


def test_the_second_bearer_of_a_name_is_found(judge: Judge) -> None:
    resources = {"One": function("billing"), "Two": function("billing")}

    [finding] = judge(rule, resources)

    assert finding.message == (
        "function name billing must be of one function only in an account and region, got it also "
        "on One"
    )
    assert finding.fix == "drop FunctionName, or put what tells them apart (stage, stack) into it"
    assert finding.at == "FunctionName"
    assert finding.resource.logical_id == "Two"


def test_two_stacks_of_one_account_and_region_collide(
    judge: Judge, template_of: TemplateOf
) -> None:
    shared = Environment("123456789012", "eu-west-1")
    template_of({"One": function("billing")}, shared)

    [finding] = judge(rule, {"Two": function("billing")}, shared)

    assert finding.message.endswith("got it also on One in template.json")


def test_every_further_bearer_is_found(judge: Judge) -> None:
    resources = {name: function("billing") for name in ("One", "Two", "Three")}

    assert len(judge(rule, resources)) == 2


def test_a_name_from_a_parameter_s_default_counts(judge: Judge) -> None:
    parameters = {"Name": {"Type": "String", "Default": "billing"}}
    resources = {"One": function("billing"), "Two": function({"Ref": "Name"})}

    assert len(judge(rule, resources, Parameters=parameters)) == 1


def test_a_condition_that_holds_counts(judge: Judge) -> None:
    resources = {"One": function("billing"), "Two": function("billing", Condition="Always")}

    assert len(judge(rule, resources, Conditions=CONDITIONS)) == 1


def test_stacks_of_other_regions_do_not_meet(judge: Judge, template_of: TemplateOf) -> None:
    template_of({"One": function("billing")}, Environment("123456789012", "eu-west-1"))

    elsewhere = Environment("123456789012", "eu-central-1")
    assert judge(rule, {"Two": function("billing")}, elsewhere) == []


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(function("billing-reminders"), id="another name"),
        pytest.param(function({"Ref": "AWS::NoValue"}), id="a name that CloudFormation makes"),
        pytest.param(function({"Ref": "Unknown"}), id="known at deployment only"),
        pytest.param(function({"Fn::Sub": "${AWS::StackName}-billing"}), id="known in part"),
        pytest.param(function("billing", Condition="Perhaps"), id="perhaps never created"),
        pytest.param({"Type": "AWS::SQS::Queue"}, id="no function"),
    ],
)
def test_silent(judge: Judge, second: dict[str, Any]) -> None:
    resources = {"One": function("billing"), "Two": second}

    assert judge(rule, resources, Conditions=CONDITIONS) == []
