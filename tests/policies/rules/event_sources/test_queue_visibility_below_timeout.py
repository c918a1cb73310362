from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.queue_visibility_below_timeout import check as rule
from policies.template.environment import Environment

if TYPE_CHECKING:
    from tests.policies.conftest import Judge, TemplateOf

CONDITIONS = {
    "Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]},
    "Never": {"Fn::Equals": ["a", "b"]},
}
QUEUE_ARN = {"Fn::GetAtt": ["Orders", "Arn"]}
# How CDK passes on an alias: by the function's name, cut out of the alias's ARN.
CDK_ALIAS = {
    "Fn::Join": ["", [{"Fn::Select": [6, {"Fn::Split": [":", {"Ref": "Live"}]}]}, ":live"]]
}


def scene(
    visibility: Any = None,
    timeout: Any = 60,
    function_name: Any = None,
    function_version: Any = None,
    **mapping: Any,
) -> dict[str, Any]:
    queue = {} if visibility is None else {"VisibilityTimeout": visibility}
    function = {"FunctionName": "bill"} | ({} if timeout is None else {"Timeout": timeout})
    alias = {
        "FunctionName": {"Ref": "Bill"},
        "FunctionVersion": function_version or {"Fn::GetAtt": ["V1", "Version"]},
        "Name": "live",
    }
    target = {"EventSourceArn": QUEUE_ARN, "FunctionName": function_name or {"Ref": "Bill"}}
    return {
        "Orders": {"Type": "AWS::SQS::Queue", "Properties": queue},
        "Bill": {"Type": "AWS::Lambda::Function", "Properties": function},
        "V1": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Bill"}}},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": alias},
        "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": target | mapping},
    }


def test_a_visibility_below_the_timeout_names_both(judge: Judge) -> None:
    [finding] = judge(rule, scene(visibility=59))

    assert finding.message == (
        "queue visibility timeout must be at least the 60 s timeout of Bill, got 59 s"
    )
    assert finding.fix == "set VisibilityTimeout to 360 s"
    assert finding.at == "VisibilityTimeout"
    assert finding.resource.logical_id == "Orders"


def test_the_default_of_a_queue_is_known(judge: Judge) -> None:
    [finding] = judge(rule, scene(timeout=31))

    assert finding.message.endswith("the 31 s timeout of Bill, got 30 s (the default)")


def test_the_default_of_a_function_is_known(judge: Judge) -> None:
    [finding] = judge(rule, scene(visibility=2, timeout=None))

    assert finding.message.endswith("the 3 s timeout of Bill, got 2 s")


def test_the_batching_window_is_part_of_what_is_recommended(judge: Judge) -> None:
    [finding] = judge(rule, scene(MaximumBatchingWindowInSeconds=20))

    assert finding.fix == "set VisibilityTimeout to 380 s"


@pytest.mark.parametrize(
    "function_name",
    [
        pytest.param({"Fn::GetAtt": ["Bill", "Arn"]}, id="the function's ARN"),
        pytest.param("bill", id="the function's name"),
        pytest.param({"Ref": "Live"}, id="the alias"),
        pytest.param({"Fn::Sub": "${Bill}:live"}, id="the alias by its name"),
        pytest.param({"Fn::Sub": "${Bill.Arn}:live"}, id="the alias's ARN"),
        pytest.param(CDK_ALIAS, id="the alias as CDK writes it"),
        pytest.param({"Ref": "V1"}, id="the version"),
        pytest.param({"Fn::Sub": "${Bill}:$LATEST"}, id="$LATEST"),
    ],
)
def test_the_function_is_found_behind_what_the_mapping_names(
    judge: Judge, function_name: Any
) -> None:
    [finding] = judge(rule, scene(function_name=function_name))

    assert finding.message.endswith("the 60 s timeout of Bill, got 30 s (the default)")


def test_an_alias_of_latest_runs_what_the_template_says(judge: Judge) -> None:
    assert len(judge(rule, scene(function_name={"Ref": "Live"}, function_version="$LATEST"))) == 1


def test_a_queue_of_another_stack_is_found_by_its_name(
    judge: Judge, template_of: TemplateOf
) -> None:
    shared = Environment("123456789012", "eu-west-1")
    named = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "returns"}}
    template_of({"Returns": named}, shared)
    arn = "arn:aws:sqs:eu-west-1:123456789012:returns"

    [finding] = judge(rule, scene(EventSourceArn=arn), shared)

    assert finding.resource.logical_id == "Returns"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(visibility=60), id="exactly the timeout"),
        pytest.param(scene(timeout=30), id="exactly the default"),
        pytest.param(scene(visibility={"Ref": "Unknown"}), id="visibility unknown"),
        pytest.param(scene(timeout={"Ref": "Unknown"}), id="timeout unknown"),
        pytest.param(scene(function_name={"Ref": "Unknown"}), id="function unknown"),
        pytest.param(scene(EventSourceArn={"Ref": "Unknown"}), id="queue unknown"),
        pytest.param(
            scene(EventSourceArn="arn:aws:kinesis:eu-west-1:123456789012:stream/orders"),
            id="no queue",
        ),
        pytest.param(scene(function_name={"Ref": "Live"}, function_version="3"), id="old version"),
        pytest.param(
            scene(function_name={"Ref": "Live"}, function_version={"Ref": "Unknown"}),
            id="version unknown",
        ),
        pytest.param(scene(function_name={"Fn::Sub": "${Bill}:7"}), id="old version by number"),
        pytest.param(scene(function_name={"Fn::Sub": "${Bill}:old"}), id="an alias not here"),
        pytest.param(scene(function_name={"Fn::Sub": "${Bill}:${Unknown}"}), id="any alias"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []


def test_a_mapping_that_is_never_created_is_not_judged(judge: Judge) -> None:
    resources = scene()
    resources["Mapping"]["Condition"] = "Never"

    assert judge(rule, resources, Conditions=CONDITIONS) == []


def test_a_named_function_that_may_not_be_created_can_be_somebody_elses(judge: Judge) -> None:
    resources = scene(function_name="bill")
    resources["Bill"]["Condition"] = "Perhaps"

    assert judge(rule, resources, Conditions=CONDITIONS) == []


def test_a_function_of_that_name_in_another_region_is_another(judge: Judge) -> None:
    arn = "arn:aws:lambda:us-east-1:123456789012:function:bill"
    here = Environment("123456789012", "eu-west-1")

    assert judge(rule, scene(function_name=arn), here) == []


def test_properties_that_a_macro_inserts_are_unknown(judge: Judge) -> None:
    resources = scene()
    resources["Orders"]["Properties"] = {"QueueName": "orders", "Fn::Transform": {"Name": "Aws"}}

    assert judge(rule, resources) == []


def test_a_timeout_that_is_wrong_itself_gives_no_advice(judge: Judge) -> None:
    assert judge(rule, scene(30, 901)) == []
    assert len(judge(rule, scene(30, 900))) == 1
