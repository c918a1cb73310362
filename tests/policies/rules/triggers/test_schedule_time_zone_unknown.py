from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.schedule_time_zone_unknown import check as rule

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


ACTIONS = [{"ScheduledActionName": "day", "Schedule": "cron(0 6 * * ? *)", "Timezone": "CETT"}]


def test_a_zone_that_nobody_knows(judge: Judge) -> None:
    resources = scene(INVOKE)
    resources["Nightly"]["Properties"]["ScheduleExpressionTimezone"] = "Germany/Berlin"

    [finding] = judge(rule, resources)

    assert finding.message == (
        "time zone must be an IANA name such as Europe/Berlin, got 'Germany/Berlin'"
    )
    assert finding.fix == "write a continent, a slash and a city, or UTC"
    assert finding.at == "ScheduleExpressionTimezone"


def test_scheduled_actions_have_zones_too(judge: Judge) -> None:
    said = {
        "ScalableDimension": "lambda:function:ProvisionedConcurrency",
        "ScheduledActions": ACTIONS,
    }
    kind = "AWS::ApplicationAutoScaling::ScalableTarget"

    [finding] = judge(rule, {"Scaling": {"Type": kind, "Properties": said}})

    assert finding.at == "ScheduledActions.0.Timezone"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC", UNKNOWN, None])
def test_silent(judge: Judge, zone: Any) -> None:
    resources = scene(INVOKE)
    resources["Nightly"]["Properties"]["ScheduleExpressionTimezone"] = zone

    assert judge(rule, resources) == []
