from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.caller_without_permission import check as rule
from policies.template.environment import Environment

if TYPE_CHECKING:
    from tests.policies.conftest import Judge, TemplateOf

UNKNOWN = {"Ref": "Unknown"}
MAYBE = {"Perhaps": {"Fn::Equals": [UNKNOWN, "yes"]}}


def scene(target: Any = None, permission: Any = (), **rule_properties: Any) -> dict[str, Any]:
    """A rule that calls Report, or what `target` says, and permissions by their properties."""
    arn = target or {"Fn::GetAtt": ["Report", "Arn"]}
    resources: dict[str, Any] = {
        "Report": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "report"}},
        "Other": {"Type": "AWS::Lambda::Function"},
        "V1": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Report"}}},
        "Live": {
            "Type": "AWS::Lambda::Alias",
            "Properties": {
                "FunctionName": {"Ref": "Report"},
                "FunctionVersion": {"Fn::GetAtt": ["V1", "Version"]},
                "Name": "live",
            },
        },
        "Hourly": {
            "Type": "AWS::Events::Rule",
            "Properties": {"ScheduleExpression": "rate(1 hour)"},
        },
        "Nightly": {
            "Type": "AWS::Events::Rule",
            "Properties": {
                "ScheduleExpression": "rate(1 day)",
                "Targets": [{"Id": "a", "Arn": arn, **rule_properties}],
            },
        },
    }
    for number, said in enumerate(permission):
        properties = {
            "FunctionName": {"Ref": "Report"},
            "Action": "lambda:InvokeFunction",
            "Principal": "events.amazonaws.com",
            **said,
        }
        resources[f"P{number}"] = {"Type": "AWS::Lambda::Permission", "Properties": properties}
    return resources


def test_nothing_lets_the_rule_in(judge: Judge) -> None:
    [finding] = judge(rule, scene())

    assert finding.message == (
        "permission of Report must let events.amazonaws.com invoke it, got none"
    )
    assert finding.fix == (
        "add an AWS::Lambda::Permission with FunctionName Report, Action lambda:InvokeFunction, "
        "Principal events.amazonaws.com and the caller's ARN as SourceArn"
    )
    assert finding.at == "Targets.0.Arn"
    assert finding.resource.logical_id == "Nightly"


def test_a_permission_for_another_rule_is_none(judge: Judge) -> None:
    source = {"Fn::GetAtt": ["Hourly", "Arn"]}
    [finding] = judge(rule, scene(permission=[{"SourceArn": source}]))

    assert finding.message.endswith("invoke it, got P0 for another source")


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"FunctionName": {"Ref": "Other"}}, id="another function"),
        pytest.param({"Principal": "sns.amazonaws.com"}, id="another service"),
        pytest.param({"Principal": "123456789012"}, id="an account"),
        pytest.param({"Principal": "*", "InvokedViaFunctionUrl": True}, id="by URL only"),
    ],
)
def test_a_permission_that_does_not_fit_is_none(judge: Judge, said: dict[str, Any]) -> None:
    assert len(judge(rule, scene(permission=[said]))) == 1


def test_a_caller_that_names_the_function_twice_is_told_once(judge: Judge) -> None:
    resources = scene()
    targets = resources["Nightly"]["Properties"]["Targets"]
    targets.append({**targets[0], "Id": "b"})

    assert len(judge(rule, resources)) == 1


def test_an_alias_is_named(judge: Judge) -> None:
    [finding] = judge(rule, scene(target={"Ref": "Live"}))

    assert finding.message.startswith("permission of Report's alias Live must let")


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(permission=[{}]), id="without a source"),
        pytest.param(
            scene(permission=[{"SourceArn": {"Fn::GetAtt": ["Nightly", "Arn"]}}]), id="its own"
        ),
        pytest.param(scene(permission=[{"SourceArn": UNKNOWN}]), id="source unknown"),
        pytest.param(
            scene(permission=[{"SourceArn": "arn:aws:events:eu-west-1:123456789012:rule/*"}]),
            id="a pattern",
        ),
        pytest.param(scene(permission=[{"Action": "lambda:*"}]), id="everything"),
        pytest.param(scene(permission=[{"Principal": "*"}]), id="everybody"),
        pytest.param(scene(permission=[{"Principal": UNKNOWN}]), id="principal unknown"),
        pytest.param(scene(permission=[{"FunctionName": UNKNOWN}]), id="whose, is not known"),
        pytest.param(scene(permission=[{"FunctionName": "report"}]), id="by its name"),
        pytest.param(
            scene(permission=[{"SourceArn": {"Fn::GetAtt": ["Hourly", "Arn"]}}, {}]),
            id="the second",
        ),
        pytest.param(
            scene(permission=[{"Action": "lambda:Invoke"}]), id="permission-without-invoke's"
        ),
        pytest.param(
            scene(
                permission=[
                    {
                        "Principal": "sns.amazonaws.com",
                        "SourceArn": {"Fn::GetAtt": ["Nightly", "Arn"]},
                    }
                ]
            ),
            id="permission-source-mismatch's",
        ),
        pytest.param(
            scene(permission=[{"FunctionName": {"Ref": "Live"}}]),
            id="permission-on-other-qualifier's",
        ),
        pytest.param(scene(RoleArn="arn:aws:iam::123456789012:role/r"), id="a role instead"),
        pytest.param(scene(target=UNKNOWN), id="target unknown"),
        pytest.param(
            scene(target="arn:aws:lambda:eu-west-1:123456789012:function:elsewhere"),
            id="a function not here",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []


def test_a_permission_that_may_not_be_created_may_be_there(judge: Judge) -> None:
    resources = scene(permission=[{}])
    resources["P0"]["Condition"] = "Perhaps"

    assert judge(rule, resources, Conditions=MAYBE) == []


def test_a_macro_may_add_permissions(judge: Judge) -> None:
    assert judge(rule, scene(), Transform="Permissions") == []


def test_a_policy_written_as_a_whole_may_let_it_in(judge: Judge) -> None:
    resources = scene()
    resources["Policy"] = {"Type": "AWS::Lambda::ResourcePolicy", "Properties": {}}

    assert judge(rule, resources) == []


def test_a_permission_of_another_stack_counts(judge: Judge, template_of: TemplateOf) -> None:
    shared = Environment("123456789012", "eu-west-1")
    permission = {
        "FunctionName": "report",
        "Action": "lambda:InvokeFunction",
        "Principal": "events.amazonaws.com",
    }
    template_of({"P": {"Type": "AWS::Lambda::Permission", "Properties": permission}}, shared)

    assert judge(rule, scene(), shared) == []
