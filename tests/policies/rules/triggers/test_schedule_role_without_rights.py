from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.schedule_role_without_rights import check as rule

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


def test_a_schedule_may_not_call(judge: Judge) -> None:
    [finding] = judge(rule, scene(grant("lambda:GetFunction", "*")))

    assert finding.message == (
        "role of the schedule must allow lambda:InvokeFunction on Bill, got Caller without it"
    )
    assert finding.fix == "allow lambda:InvokeFunction on Bill in a policy of Caller"
    assert finding.at == "Target.RoleArn"


def test_a_schedule_may_not_keep_what_it_could_not_deliver(judge: Judge) -> None:
    [finding] = judge(rule, scene(INVOKE, **QUEUE))

    assert finding.message == (
        "role of the schedule must allow sqs:SendMessage on Late, got Caller without it"
    )


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(INVOKE), id="it may"),
        pytest.param(scene(grant("lambda:*", "*")), id="it may do everything"),
        pytest.param(
            scene(INVOKE, grant("sqs:SendMessage", {"Fn::GetAtt": ["Late", "Arn"]}), **QUEUE),
            id="it may send",
        ),
        pytest.param(scene(UNKNOWN), id="a statement unknown"),
        pytest.param(scene(RoleArn=UNKNOWN), id="a role unknown"),
        pytest.param(
            scene(Arn="arn:aws:sns:eu-west-1:123456789012:news"), id="no function is called"
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
