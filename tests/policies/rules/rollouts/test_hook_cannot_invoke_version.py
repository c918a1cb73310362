from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.hook_cannot_invoke_version import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


def hooked(statements: Any, *, environment: Any = None) -> dict[str, Any]:
    document = {"Version": "2012-10-17", "Statement": statements}
    return {
        "Smoke": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Role": {"Fn::GetAtt": ["SmokeRole", "Arn"]},
                "Environment": {"Variables": environment or {}},
            },
        },
        "SmokeRole": {
            "Type": "AWS::IAM::Role",
            "Properties": {"Policies": [{"PolicyName": "hook", "PolicyDocument": document}]},
        },
    }


def allowed(action: str, resource: Any = "*") -> dict[str, Any]:
    return {"Effect": "Allow", "Action": action, "Resource": resource}


UPDATE = {"BeforeAllowTrafficHook": {"Ref": "Smoke"}}
VERSION = {"Ref": "V1"}


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param([allowed("lambda:GetFunction")], id="no invocation"),
        pytest.param(
            [allowed("lambda:InvokeFunction", {"Fn::GetAtt": ["Bill", "Arn"]})],
            id="of the unqualified function only",
        ),
    ],
)
def test_a_hook_that_cannot_try_the_version_is_found(
    judge: Judge, release: Release, statements: Any
) -> None:
    more = hooked(statements, environment={"NEW": VERSION})
    [finding] = judge(rule, release(update=UPDATE, more=more))

    assert finding.message == (
        "role of Smoke, BeforeAllowTrafficHook of Live, must allow lambda:InvokeFunction on V1, "
        "got no statement that does"
    )
    assert finding.fix == "allow lambda:InvokeFunction on the ARN of the version (!Ref V1)"
    assert finding.resource.logical_id == "SmokeRole"


@pytest.mark.parametrize(
    "resource",
    [
        pytest.param(VERSION, id="the version"),
        pytest.param({"Fn::Sub": "${Bill.Arn}:*"}, id="all versions"),
        pytest.param("*", id="everything"),
        pytest.param({"Ref": "Unknown"}, id="unknown"),
    ],
)
def test_silent(judge: Judge, release: Release, resource: Any) -> None:
    statements = [allowed("lambda:InvokeFunction", resource)]
    more = hooked(statements, environment={"NEW": VERSION})

    assert judge(rule, release(update=UPDATE, more=more)) == []


@pytest.mark.parametrize("value", ["3", {"Ref": "Bill"}, {"Fn::GetAtt": ["V1", "Version"]}])
def test_a_hook_that_is_not_told_the_arn_may_do_something_else(
    judge: Judge, release: Release, value: Any
) -> None:
    more = hooked([allowed("logs:PutLogEvents")], environment={"NEW": value})

    assert judge(rule, release(update=UPDATE, more=more)) == []
