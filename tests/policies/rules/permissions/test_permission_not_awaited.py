from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.permission_not_awaited import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def scene(
    source: Any = "arn:aws:s3:::example-photos", depends_on: Any = None, permissions: int = 1
) -> dict[str, Any]:
    notification = {"Event": "s3:ObjectCreated:*", "Function": {"Fn::GetAtt": ["Resize", "Arn"]}}
    photos = {
        "Type": "AWS::S3::Bucket",
        "Properties": {
            "BucketName": "example-photos",
            "NotificationConfiguration": {"LambdaConfigurations": [notification, notification]},
        },
    }
    resources: dict[str, Any] = {
        "Resize": {"Type": "AWS::Lambda::Function"},
        "Photos": photos if depends_on is None else {**photos, "DependsOn": depends_on},
    }
    for number in range(permissions):
        said = {
            "FunctionName": {"Ref": "Resize"},
            "Action": "lambda:InvokeFunction",
            "Principal": "s3.amazonaws.com",
            "SourceArn": source,
        }
        resources[f"P{number}"] = {"Type": "AWS::Lambda::Permission", "Properties": said}
    return resources


def test_a_bucket_that_does_not_wait_may_be_first(judge: Judge) -> None:
    [finding] = judge(rule, scene())

    assert finding.message == (
        "permission of Resize must exist before Photos, got no DependsOn on P0"
    )
    assert finding.fix == "add DependsOn: P0"
    assert finding.at == "NotificationConfiguration.LambdaConfigurations.0.Function"
    assert finding.resource.logical_id == "Photos"


def test_a_target_group_is_tried_out_too(judge: Judge) -> None:
    targets = {"TargetType": "lambda", "Targets": [{"Id": {"Fn::GetAtt": ["Shop", "Arn"]}}]}
    said = {
        "FunctionName": {"Ref": "Shop"},
        "Action": "lambda:InvokeFunction",
        "Principal": "elasticloadbalancing.amazonaws.com",
    }
    group = "AWS::ElasticLoadBalancingV2::TargetGroup"
    resources = {
        "Shop": {"Type": "AWS::Lambda::Function"},
        "Invoke": {"Type": "AWS::Lambda::Permission", "Properties": said},
        "Group": {"Type": group, "Properties": targets},
    }

    assert [finding.at for finding in judge(rule, resources)] == ["Targets.0.Id"]


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(depends_on="P0"), id="it waits"),
        pytest.param(scene(depends_on=["Other", "P0"]), id="among others"),
        pytest.param(
            scene({"Fn::GetAtt": ["Photos", "Arn"]}), id="too late: permission-created-after-caller"
        ),
        pytest.param(scene(permissions=0), id="no permission: caller-without-permission"),
        pytest.param(scene(depends_on="P1", permissions=2), id="one of two is enough"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
