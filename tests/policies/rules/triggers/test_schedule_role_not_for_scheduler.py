from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.schedule_role_not_for_scheduler import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(
    *statements: dict[str, Any], service: Any = "scheduler.amazonaws.com", **target: Any
) -> dict[str, Any]:
    trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    said = {
        "Arn": {"Fn::GetAtt": ["Bill", "Arn"]},
        "RoleArn": {"Fn::GetAtt": ["Caller", "Arn"]},
        **target,
    }
    policy = {"PolicyName": "call", "PolicyDocument": {"Statement": list(statements)}}
    return {
        "Bill": {"Type": "AWS::Lambda::Function"},
        "Late": {"Type": "AWS::SQS::Queue"},
        "Caller": {
            "Type": "AWS::IAM::Role",
            "Properties": {
                "AssumeRolePolicyDocument": {"Statement": [trust]},
                "Policies": [policy] if statements else [],
            },
        },
        "Nightly": {
            "Type": "AWS::Scheduler::Schedule",
            "Properties": {"ScheduleExpression": "rate(1 day)", "Target": said},
        },
    }


def grant(action: str, resource: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": action, "Resource": resource}


INVOKE = grant("lambda:InvokeFunction", {"Fn::GetAtt": ["Bill", "Arn"]})
QUEUE = {"DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["Late", "Arn"]}}}


def test_a_role_of_a_rule_is_none_of_a_schedule(judge: Judge) -> None:
    [finding] = judge(rule, scene(INVOKE, service="events.amazonaws.com"))

    assert finding.message == (
        "role of Nightly must trust scheduler.amazonaws.com, got events.amazonaws.com"
    )
    assert finding.fix == "set the Service of the Principal to scheduler.amazonaws.com"
    assert finding.at == "AssumeRolePolicyDocument"
    assert finding.resource.logical_id == "Caller"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(INVOKE), id="it trusts the scheduler"),
        pytest.param(
            scene(INVOKE, service=["events.amazonaws.com", "scheduler.amazonaws.com"]),
            id="among others",
        ),
        pytest.param(scene(INVOKE, service=UNKNOWN), id="unknown"),
        pytest.param(scene(INVOKE, service="events.amazonaws.com", RoleArn=UNKNOWN), id="no role"),
        pytest.param(
            scene(service="events.amazonaws.com", Arn="arn:aws:sns:eu-west-1:123456789012:news"),
            id="no function is called",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
