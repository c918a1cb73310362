from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.function_writes_to_own_bucket import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def granting(action: Any, resource: Any, **statement: Any) -> dict[str, Any]:
    own = {"Effect": "Allow", "Action": action, "Resource": resource} | statement
    document = {"Version": "2012-10-17", "Statement": [own]}
    policy = {"PolicyName": "write", "PolicyDocument": document}
    role = {"Fn::GetAtt": ["Role", "Arn"]}
    return {
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [policy]}},
        "Bill": {"Type": "AWS::Lambda::Function", "Properties": {"Role": role}},
    }


ALL_OF_IT = {"Fn::Sub": "${Photos.Arn}/*"}
FILTER = {"S3Key": {"Rules": [{"Name": "prefix", "Value": "originals/"}]}}


def photos(event: Any = "s3:ObjectCreated:*", **more: Any) -> dict[str, Any]:
    one = {"Event": event, "Function": {"Ref": "Live"}} | more
    own = {"NotificationConfiguration": {"LambdaConfigurations": [one]}, "BucketName": "photos"}
    return {"Photos": {"Type": "AWS::S3::Bucket", "Properties": own}}


def cdk(**more: Any) -> dict[str, Any]:
    one = {"Events": ["s3:ObjectCreated:Put"], "LambdaFunctionArn": {"Ref": "Live"}} | more
    own = {
        "BucketName": {"Ref": "Photos"},
        "NotificationConfiguration": {"LambdaFunctionConfigurations": [one]},
    }
    return {
        "Photos": {"Type": "AWS::S3::Bucket"},
        "Notifications": {"Type": "Custom::S3BucketNotifications", "Properties": own},
    }


MESSAGE = (
    "a function must not write to the bucket that calls it, got Bill, whose role may s3:PutObject "
    "to all of Photos"
)


@pytest.mark.parametrize("action", ["s3:PutObject", "s3:*", ["s3:GetObject", "s3:Put*"]])
@pytest.mark.parametrize(
    "resource", [ALL_OF_IT, [{"Fn::GetAtt": ["Photos", "Arn"]}, ALL_OF_IT], "arn:aws:s3:::photos/*"]
)
def test_an_object_written_calls_again(
    judge: Judge, bill: dict[str, Any], action: Any, resource: Any
) -> None:
    [finding] = judge(rule, bill | granting(action, resource) | photos())

    assert finding.message == MESSAGE
    assert finding.fix == (
        "write to another bucket, or set a prefix in the Filter of the notification and write to "
        "another one"
    )
    assert finding.at == "NotificationConfiguration.LambdaConfigurations.0.Function"


def test_notifications_of_the_cdk_are_read(judge: Judge, bill: dict[str, Any]) -> None:
    [finding] = judge(rule, bill | granting("s3:PutObject", ALL_OF_IT) | cdk())

    assert finding.message == MESSAGE
    assert finding.resource.logical_id == "Photos"


PART = {"Fn::Sub": "${Photos.Arn}/small/*"}


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(photos(), id="no role here"),
        pytest.param(granting("s3:GetObject", ALL_OF_IT) | photos(), id="it reads only"),
        pytest.param(granting("s3:PutObject", PART) | photos(), id="a part of the bucket"),
        pytest.param(granting("s3:PutObject", "*") | photos(), id="which bucket is not said"),
        pytest.param(granting("s3:PutObject", ALL_OF_IT) | photos(Filter=FILTER), id="a prefix"),
        pytest.param(
            granting("s3:PutObject", ALL_OF_IT) | photos("s3:ObjectRemoved:*"), id="of removals"
        ),
        pytest.param(
            granting("s3:PutObject", ALL_OF_IT) | photos({"Ref": "Unknown"}), id="of what, unknown"
        ),
        pytest.param(
            granting("s3:PutObject", ALL_OF_IT) | cdk(Filter={"Key": {}}), id="CDK, prefix"
        ),
        pytest.param(
            granting("s3:PutObject", ALL_OF_IT) | cdk(Events=["s3:ObjectRemoved:*"]), id="CDK, gone"
        ),
    ],
)
def test_silent(judge: Judge, bill: dict[str, Any], more: dict[str, Any]) -> None:
    assert judge(rule, bill | more) == []
