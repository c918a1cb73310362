from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.permission_on_other_qualifier import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


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


def test_a_permission_on_the_function_does_not_hold_for_its_alias(judge: Judge) -> None:
    [finding] = judge(rule, scene(target={"Ref": "Live"}, permission=[{}]))

    assert finding.message == (
        "permission must be on what Nightly calls, Report's alias Live, got one on Report"
    )
    assert finding.fix == "set FunctionName of P0 to Report's alias Live"
    assert finding.at == "FunctionName"
    assert finding.resource.logical_id == "P0"


def test_a_permission_on_the_alias_does_not_hold_for_the_function(judge: Judge) -> None:
    [finding] = judge(rule, scene(permission=[{"FunctionName": {"Ref": "Live"}}]))

    assert finding.message == (
        "permission must be on what Nightly calls, Report, got one on Report's alias Live"
    )
    assert finding.fix == (
        "let Nightly call Report's alias Live in Targets.0.Arn, or set FunctionName of P0 to Report"
    )


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(permission=[{}]), id="both on the function"),
        pytest.param(
            scene(target={"Ref": "Live"}, permission=[{"FunctionName": {"Ref": "Live"}}]),
            id="both on the alias",
        ),
        pytest.param(
            scene(
                target={"Fn::Sub": "${Report.Arn}:live"},
                permission=[{"FunctionName": {"Ref": "Live"}}],
            ),
            id="the alias by its name",
        ),
        pytest.param(
            scene(target={"Ref": "Live"}, permission=[{}, {"FunctionName": {"Ref": "Live"}}]),
            id="one on each",
        ),
        pytest.param(
            scene(
                target={"Ref": "Live"},
                permission=[{"FunctionName": {"Fn::Sub": "${Report}:${AWS::StackName}"}}],
            ),
            id="qualifier unknown",
        ),
        pytest.param(scene(target={"Ref": "Live"}), id="none: caller-without-permission"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
