from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.calls import calls
from policies.template.environment import Environment, share_accounts
from policies.template.function_target import function_target
from policies.template.grants import Verdict, grant_of, granting, is_same_target
from policies.template.resources.event_rule import EventRule

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

FUNCTION = {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "report"}}


def alias(name: Any) -> dict[str, Any]:
    properties = {"FunctionName": {"Ref": "Report"}, "FunctionVersion": "1", "Name": name}
    return {"Type": "AWS::Lambda::Alias", "Properties": properties}


def version() -> dict[str, Any]:
    return {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Report"}}}


def permission(**properties: Any) -> dict[str, Any]:
    said = {
        "FunctionName": {"Ref": "Report"},
        "Action": "lambda:InvokeFunction",
        "Principal": "events.amazonaws.com",
        **properties,
    }
    return {"Type": "AWS::Lambda::Permission", "Properties": said}


def rule() -> dict[str, Any]:
    targets = [{"Id": "a", "Arn": {"Fn::GetAtt": ["Report", "Arn"]}}]
    return {"Type": "AWS::Events::Rule", "Properties": {"Targets": targets}}


@pytest.mark.parametrize(
    ("permissions", "verdict", "closest"),
    [
        ([], Verdict.MISSING, None),
        ([permission()], Verdict.GRANTED, "P0"),
        ([permission(Principal="sns.amazonaws.com"), permission()], Verdict.GRANTED, "P1"),
        ([permission(Principal={"Ref": "Unknown"})], Verdict.UNKNOWN, "P0"),
        ([permission(Action="lambda:GetFunction")], Verdict.MEANT, "P0"),
        (
            [permission(SourceArn={"Fn::GetAtt": ["Other", "Arn"]})],
            Verdict.OTHER_SOURCE,
            "P0",
        ),
        ([permission(FunctionName={"Ref": "Live"})], Verdict.OTHER_QUALIFIER, "P0"),
        (
            [
                permission(SourceArn={"Fn::GetAtt": ["Other", "Arn"]}),
                permission(FunctionName={"Ref": "Live"}),
            ],
            Verdict.OTHER_QUALIFIER,
            "P1",
        ),
    ],
    ids=["none", "one", "the second", "unknown", "meant", "source", "qualifier", "the closest"],
)
def test_the_verdict_names_the_closest_permission(
    template_of: TemplateOf, permissions: list[Any], verdict: Verdict, closest: str | None
) -> None:
    resources = {"Report": FUNCTION, "Live": alias("live"), "Nightly": rule()}
    resources["Other"] = {"Type": "AWS::Events::Rule"}
    resources |= {f"P{number}": each for number, each in enumerate(permissions)}
    template = template_of(resources)

    [call] = calls(template.environment)
    found = grant_of(call)

    assert found.verdict is verdict
    assert (found.permission.logical_id if found.permission else None) == closest


def test_all_permissions_that_let_a_call_through_are_found(template_of: TemplateOf) -> None:
    resources = {"Report": FUNCTION, "Nightly": rule(), "A": permission(), "B": permission()}
    resources["C"] = permission(Principal="sns.amazonaws.com")

    [call] = calls(template_of(resources).environment)

    assert [each.logical_id for each in granting(call)] == ["A", "B"]


def test_a_stack_of_the_same_region_may_hold_the_permission(template_of: TemplateOf) -> None:
    environments = [
        Environment("123456789012", "eu-west-1"),
        Environment("123456789012", "us-east-1"),
    ]
    share_accounts(environments)
    own = template_of({"Report": FUNCTION, "Nightly": rule()}, environments[0])
    template_of({"P": permission(FunctionName={"Ref": "Unknown"})}, environments[1])

    [call] = calls(own.environment)

    assert grant_of(call).verdict is Verdict.MISSING


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("report", "report", True),
        ("report", "report:$LATEST", True),
        ("report", "report:live", False),
        ("report:live", "report:live", True),
        ("report:live", "report:old", False),
        ("report:live", {"Ref": "V1"}, False),
        ({"Ref": "V1"}, {"Ref": "V1"}, True),
        ({"Ref": "V1"}, {"Ref": "V2"}, False),
        ("report:7", "report:7", True),
        ("report:7", "report:8", False),
        ("report", {"Ref": "V1"}, False),
        ("report:elsewhere", {"Fn::Sub": "report:${AWS::StackName}"}, None),
        ("report", {"Fn::Sub": "report:${AWS::StackName}"}, None),
    ],
)
def test_two_names_of_a_function_may_mean_the_same(
    template_of: TemplateOf, one: Any, other: Any, is_same: object
) -> None:
    template = template_of(
        {
            "Report": FUNCTION,
            "Live": alias("live"),
            "Old": alias("old"),
            "V1": version(),
            "V2": version(),
        }
    )
    left, right = (
        function_target(template.intrinsics.resolve(each), template) for each in (one, other)
    )

    assert left is not None
    assert right is not None
    assert is_same_target(left, right) is is_same
    assert is_same_target(right, left) is is_same


def test_a_call_with_a_role_is_granted(template_of: TemplateOf) -> None:
    resources = {"Report": FUNCTION, "Nightly": rule()}
    template = template_of(resources)
    target = template.of(EventRule)[0].raw["Properties"]["Targets"][0]
    target["RoleArn"] = "arn:aws:iam::123456789012:role/r"

    [call] = calls(template.environment)

    assert grant_of(call).verdict is Verdict.GRANTED


@pytest.mark.parametrize(
    "connected",
    [
        pytest.param(
            {
                "Connected": {
                    "Type": "AWS::Serverless::Connector",
                    "Properties": {
                        "Source": {"Id": "Nightly"},
                        "Destination": {"Id": "Report"},
                        "Permissions": ["Write"],
                    },
                }
            },
            id="a resource",
        ),
        pytest.param(
            {
                "Nightly": rule()
                | {
                    "Connectors": {
                        "Calls": {
                            "Properties": {
                                "Destination": {"Id": "Report"},
                                "Permissions": ["Write"],
                            }
                        }
                    }
                }
            },
            id="an attribute",
        ),
    ],
)
def test_what_a_connector_grants_is_not_known_before_sam_has_expanded_it(
    template_of: TemplateOf, connected: dict[str, Any]
) -> None:
    resources = {"Report": FUNCTION, "Nightly": rule()} | connected
    template = template_of(resources, Transform="AWS::Serverless-2016-10-31")

    [call] = calls(template.environment)

    assert grant_of(call).verdict is Verdict.UNKNOWN
