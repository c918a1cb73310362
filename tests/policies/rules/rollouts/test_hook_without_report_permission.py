from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.hook_without_report_permission import check as rule

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


REPORT = "codedeploy:PutLifecycleEventHookExecutionStatus"


@pytest.mark.parametrize("name", ["BeforeAllowTrafficHook", "AfterAllowTrafficHook"])
def test_a_hook_that_cannot_report_is_found(judge: Judge, release: Release, name: str) -> None:
    more = hooked([allowed("logs:PutLogEvents")])
    [finding] = judge(rule, release(update={name: {"Ref": "Smoke"}}, more=more))

    assert finding.message == (
        f"role of Smoke, {name} of Live, must allow {REPORT}, got no statement that does"
    )
    assert finding.fix == f"allow {REPORT} on the deployment group"
    assert finding.resource.logical_id == "SmokeRole"


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param([allowed(REPORT)], id="allowed"),
        pytest.param([allowed("codedeploy:*")], id="all of CodeDeploy"),
        pytest.param({"Ref": "Unknown"}, id="unknown"),
    ],
)
def test_silent(judge: Judge, release: Release, statements: Any) -> None:
    update = {"BeforeAllowTrafficHook": {"Ref": "Smoke"}}

    assert judge(rule, release(update=update, more=hooked(statements))) == []


@pytest.mark.parametrize("hook", [None, "elsewhere", {"Ref": "Unknown"}])
def test_a_hook_that_is_not_here_is_not_judged(judge: Judge, release: Release, hook: Any) -> None:
    more = hooked([allowed("logs:PutLogEvents")])

    assert judge(rule, release(update={"BeforeAllowTrafficHook": hook}, more=more)) == []
