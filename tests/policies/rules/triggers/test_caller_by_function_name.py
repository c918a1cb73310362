from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.caller_by_function_name import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

NAME, ARN = {"Ref": "Bill"}, {"Fn::GetAtt": ["Bill", "Arn"]}


def scene(kind: str, **properties: Any) -> dict[str, Any]:
    return {
        "Bill": {"Type": "AWS::Lambda::Function"},
        "Live": {
            "Type": "AWS::Lambda::Alias",
            "Properties": {"FunctionName": NAME, "FunctionVersion": "1", "Name": "live"},
        },
        "Caller": {"Type": kind, "Properties": properties},
    }


def called(function: Any) -> dict[str, dict[str, Any]]:
    notified = {"LambdaConfigurations": [{"Event": "s3:ObjectCreated:*", "Function": function}]}
    return {
        "Targets.0.Arn": scene("AWS::Events::Rule", Targets=[{"Id": "a", "Arn": function}]),
        "Target.Arn": scene("AWS::Scheduler::Schedule", Target={"Arn": function}),
        "Endpoint": scene("AWS::SNS::Subscription", Protocol="lambda", Endpoint=function),
        "NotificationConfiguration.LambdaConfigurations.0.Function": scene(
            "AWS::S3::Bucket", NotificationConfiguration=notified
        ),
        "DestinationArn": scene("AWS::Logs::SubscriptionFilter", DestinationArn=function),
        "Targets.0.Id": scene(
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            TargetType="lambda",
            Targets=[{"Id": function}],
        ),
    }


@pytest.mark.parametrize("at", called(NAME))
def test_a_name_is_no_arn(judge: Judge, at: str) -> None:
    [finding] = judge(rule, called(NAME)[at])

    assert finding.message == (
        f"property {at} must be an ARN, got what Ref gives of Bill: its name"
    )
    assert finding.fix == "write !GetAtt Bill.Arn, or !Ref of an alias"
    assert finding.at == at


@pytest.mark.parametrize("at", called(ARN))
def test_an_arn_is_taken(judge: Judge, at: str) -> None:
    assert judge(rule, called(ARN)[at]) == []


def test_ref_of_an_alias_is_one(judge: Judge) -> None:
    for resources in called({"Ref": "Live"}).values():
        assert judge(rule, resources) == []


def test_a_mapping_takes_the_name(judge: Judge) -> None:
    assert judge(rule, scene("AWS::Lambda::EventSourceMapping", FunctionName=NAME)) == []
