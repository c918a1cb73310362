from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.policy_resource_not_an_arn import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


OTHERS = {
    "Bills": {"Type": "AWS::DynamoDB::Table"},
    "Bucket": {"Type": "AWS::S3::Bucket"},
    "Orders": {"Type": "AWS::SQS::Queue"},
    "Topic": {"Type": "AWS::SNS::Topic"},
}


@pytest.mark.parametrize(
    ("resource", "told"),
    [
        ({"Ref": "Bills"}, "the name of Bills"),
        ({"Ref": "Bucket"}, "the name of Bucket"),
        ({"Ref": "Orders"}, "the URL of Orders"),
        ({"Ref": "Bill"}, "the name of Bill"),
        ({"Fn::GetAtt": ["Orders", "QueueName"]}, "the QueueName of Orders"),
        ("bills", "'bills'"),
    ],
)
def test_what_is_no_arn_is_told(judge: Judge, scene: Scene, resource: Any, told: str) -> None:
    grant = scene.grant("s3:GetObject", ["arn:aws:s3:::bills/*", resource])

    [finding] = judge(rule, scene(grant, **OTHERS))

    assert finding.message == f"resource of a policy must be * or an ARN, got {told}"
    assert finding.fix == "name the resource by its ARN: !GetAtt <resource>.Arn"
    assert finding.at == "Policies.0.PolicyDocument.Statement.0.Resource"


@pytest.mark.parametrize(
    "resource",
    [
        "*",
        "arn:aws:s3:::bills/*",
        {"Fn::GetAtt": ["Bills", "Arn"]},
        {"Fn::GetAtt": ["Bills", "StreamArn"]},
        {"Ref": "Topic"},
        {"Fn::Sub": "${Orders.Arn}"},
        {"Ref": "Unknown"},
        [],
    ],
)
def test_silent(judge: Judge, scene: Scene, resource: Any) -> None:
    assert judge(rule, scene(scene.grant("s3:GetObject", resource), **OTHERS)) == []


def test_the_policy_of_another_service_is_not_judged(judge: Judge, scene: Scene) -> None:
    policy = scene.policy(scene.grant("s3:GetObject", "bills"), Roles=["somebody-elses"])

    assert judge(rule, scene(Rights=policy)) == []
