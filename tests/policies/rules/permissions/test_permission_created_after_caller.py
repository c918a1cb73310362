from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.permission_created_after_caller import check as rule

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


@pytest.mark.parametrize(
    "source",
    [
        {"Fn::GetAtt": ["Photos", "Arn"]},
        {"Fn::Sub": "arn:aws:s3:::${Photos}"},
        {"Fn::Join": ["", ["arn:aws:s3:::", {"Ref": "Photos"}]]},
    ],
)
def test_a_permission_that_names_the_bucket_comes_too_late(judge: Judge, source: Any) -> None:
    [finding] = judge(rule, scene(source))

    assert finding.message == (
        "permission of Resize must exist before Photos, got P0 that waits for it"
    )
    assert finding.fix == (
        "name Photos, write the name into SourceArn of P0, and add DependsOn: P0"
    )
    assert finding.at == "NotificationConfiguration.LambdaConfigurations.0.Function"
    assert finding.resource.logical_id == "Photos"


def test_a_log_group_is_no_caller_but_its_subscription_is(judge: Judge) -> None:
    said = {
        "FunctionName": {"Ref": "Ship"},
        "Action": "lambda:InvokeFunction",
        "Principal": "logs.amazonaws.com",
        "SourceArn": {"Fn::GetAtt": ["Orders", "Arn"]},
    }
    to_ship = {
        "LogGroupName": {"Ref": "Orders"},
        "DestinationArn": {"Fn::GetAtt": ["Ship", "Arn"]},
        "FilterPattern": "",
    }
    resources = {
        "Ship": {"Type": "AWS::Lambda::Function"},
        "Orders": {"Type": "AWS::Logs::LogGroup"},
        "Invoke": {"Type": "AWS::Lambda::Permission", "Properties": said},
        "ToShip": {"Type": "AWS::Logs::SubscriptionFilter", "Properties": to_ship},
    }

    assert judge(rule, resources) == []


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(), id="at the same time: permission-not-awaited"),
        pytest.param(scene(depends_on="P0"), id="in time"),
        pytest.param(scene({"Ref": "Unknown"}), id="source unknown"),
        pytest.param(scene(permissions=0), id="no permission: caller-without-permission"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []


def test_one_permission_in_time_is_enough(judge: Judge) -> None:
    resources = scene({"Fn::GetAtt": ["Photos", "Arn"]}, permissions=2)
    resources["P1"]["Properties"]["SourceArn"] = "arn:aws:s3:::example-photos"

    assert judge(rule, resources) == []
