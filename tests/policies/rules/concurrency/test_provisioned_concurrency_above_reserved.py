from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.provisioned_concurrency_above_reserved import check as rule
from policies.template.environment import Environment

if TYPE_CHECKING:
    from tests.policies.conftest import Judge, TemplateOf

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def function(reserved: Any, **properties: Any) -> dict[str, Any]:
    properties["ReservedConcurrentExecutions"] = reserved
    return {"Type": "AWS::Lambda::Function", "Properties": properties}


def alias(
    provisioned: Any, function_name: Any = None, name: str = "live", **attributes: Any
) -> dict[str, Any]:
    properties = {
        "FunctionName": function_name or {"Ref": "Quote"},
        "FunctionVersion": "1",
        "Name": name,
        "ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": provisioned},
    }
    return {"Type": "AWS::Lambda::Alias", "Properties": properties, **attributes}


def version(provisioned: Any) -> dict[str, Any]:
    properties = {
        "FunctionName": {"Fn::GetAtt": ["Quote", "Arn"]},
        "ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": provisioned},
    }
    return {"Type": "AWS::Lambda::Version", "Properties": properties}


def test_aliases_and_versions_are_added_up(judge: Judge) -> None:
    resources = {
        "Quote": function(10),
        "Live": alias(4),
        "Next": alias("4", name="next"),
        "V1": version(3),
    }

    [finding] = judge(rule, resources)

    assert finding.message == (
        "provisioned concurrency must be at most the 10 that the function reserves, got 11 over "
        "its aliases and versions"
    )
    assert finding.fix == "reserve 11 or more, or provision 10 or less"
    assert finding.at == "ReservedConcurrentExecutions"
    assert finding.resource.logical_id == "Quote"


def scaled(minimum: Any, qualifier: str = "live") -> dict[str, Any]:
    properties = {
        "ServiceNamespace": "lambda",
        "ScalableDimension": "lambda:function:ProvisionedConcurrency",
        "ResourceId": {"Fn::Sub": f"function:${{Quote}}:{qualifier}"},
        "MinCapacity": minimum,
        "MaxCapacity": 100,
    }
    return {"Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties": properties}


def test_what_scaling_keeps_at_least_counts_once_for_its_alias(judge: Judge) -> None:
    resources = {
        "Quote": function(10),
        "Live": alias(4),
        "OfLive": scaled(8),
        "OfSeven": scaled(3, "7"),
    }

    [finding] = judge(rule, resources)

    assert finding.message.endswith("got 11 over its aliases and versions")
    assert judge(rule, {**resources, "Quote": function(11)}) == []
    assert judge(rule, {"Quote": function(10), "Scaled": scaled({"Ref": "Unknown"})}) == []
    assert judge(rule, {"Quote": function(10), "Latest": scaled(20, "$LATEST")}) == []


@pytest.mark.parametrize(
    "function_name",
    [
        {"Ref": "Quote"},
        {"Fn::GetAtt": ["Quote", "Arn"]},
        {"Fn::Sub": "${Quote.Arn}"},
        "quote",
        "arn:aws:lambda:eu-west-1:123456789012:function:quote",
    ],
)
def test_the_alias_finds_its_function_however_it_is_named(judge: Judge, function_name: Any) -> None:
    resources = {"Quote": function(10, FunctionName="quote"), "Live": alias(11, function_name)}

    assert len(judge(rule, resources)) == 1


def test_an_alias_in_another_stack_counts(judge: Judge, template_of: TemplateOf) -> None:
    shared = Environment("123456789012", "eu-west-1")
    template_of({"Quote": function(10, FunctionName="quote")}, shared)

    [finding] = judge(rule, {"Live": alias(11, "quote")}, shared)

    assert finding.resource.logical_id == "Quote"


def test_an_unknown_amount_beside_too_much_changes_nothing(judge: Judge, unknown: Any) -> None:
    resources = {"Quote": function(10), "Live": alias(11), "Next": alias(unknown, name="next")}

    assert "got 11 over" in judge(rule, resources)[0].message


@pytest.mark.parametrize(
    ("reserved", "second"),
    [
        pytest.param(10, version(5), id="exactly what is reserved"),
        pytest.param({"Ref": "AWS::NoValue"}, version(500), id="nothing reserved"),
        pytest.param({"Ref": "Unknown"}, version(500), id="reservation known at deployment only"),
        pytest.param(10, version({"Ref": "Unknown"}), id="provision known at deployment only"),
        pytest.param(10, alias(6, {"Ref": "Unknown"}), id="of a function nobody knows"),
        pytest.param(10, alias(6, {"Ref": "Other"}), id="of another function"),
        pytest.param(10, alias(6, Condition="Perhaps"), id="perhaps never created"),
        pytest.param(
            10,
            alias(6, "arn:aws:lambda:eu-west-1:123456789012:function:other"),
            id="of a function elsewhere",
        ),
    ],
)
def test_silent(judge: Judge, reserved: Any, second: dict[str, Any]) -> None:
    resources = {
        "Quote": function(reserved),
        "Other": function(10),
        "Live": alias(5),
        "Second": second,
    }

    assert judge(rule, resources, Conditions=CONDITIONS) == []


def test_an_alias_of_itself_belongs_to_no_function(judge: Judge) -> None:
    resources = {"Quote": function(10), "Live": alias(11, {"Ref": "Live"})}

    assert judge(rule, resources) == []
