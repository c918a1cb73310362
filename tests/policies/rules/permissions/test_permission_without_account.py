from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.permission_without_account import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(**properties: Any) -> dict[str, Any]:
    permission = {
        "FunctionName": {"Ref": "Report"},
        "Action": "lambda:InvokeFunction",
        "Principal": "sns.amazonaws.com",
        **properties,
    }
    return {
        "Report": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "report"}},
        "Photos": {"Type": "AWS::S3::Bucket"},
        "Orders": {"Type": "AWS::SNS::Topic"},
        "Nightly": {
            "Type": "AWS::Events::Rule",
            "Properties": {"ScheduleExpression": "rate(1 day)"},
        },
        "Invoke": {"Type": "AWS::Lambda::Permission", "Properties": permission},
    }


@pytest.mark.parametrize(
    "arn",
    [
        pytest.param("arn:aws:s3:::photos", id="a bucket's ARN"),
        pytest.param({"Fn::Sub": "arn:aws:s3:::photos-${Unknown}"}, id="known to the account"),
        pytest.param({"Fn::Sub": "arn:${AWS::Partition}:s3:::photos"}, id="of any partition"),
        pytest.param({"Fn::GetAtt": ["Photos", "Arn"]}, id="a bucket of the template"),
        pytest.param("arn:aws:events:eu-west-1:*:rule/nightly", id="any account's rule"),
    ],
)
def test_a_source_without_an_account_can_be_anybodys(judge: Judge, arn: Any) -> None:
    [finding] = judge(rule, scene(Principal="s3.amazonaws.com", SourceArn=arn))

    assert finding.message == (
        "permission must say whose resource calls, got a SourceArn without an account and no "
        "SourceAccount"
    )
    assert finding.fix == (
        "set SourceAccount to the account that owns the source: !Ref AWS::AccountId"
    )
    assert finding.at == "SourceArn"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="no source at all: permission-without-source"),
        pytest.param(
            {"SourceArn": "arn:aws:s3:::photos", "SourceAccount": "123456789012"}, id="an account"
        ),
        pytest.param(
            {"SourceArn": "arn:aws:s3:::photos", "SourceAccount": UNKNOWN}, id="account unknown"
        ),
        pytest.param(
            {"SourceArn": "arn:aws:s3:::photos", "PrincipalOrgID": "o-abcdefghij"},
            id="an organization",
        ),
        pytest.param({"SourceArn": {"Ref": "Orders"}}, id="a topic, whose ARN has one"),
        pytest.param(
            {"SourceArn": "arn:aws:sns:eu-west-1:123456789012:orders"}, id="an ARN that has one"
        ),
        pytest.param(
            {"SourceArn": {"Fn::Sub": "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:orders"}},
            id="the account of the deployment",
        ),
        pytest.param({"SourceArn": UNKNOWN}, id="source unknown"),
        pytest.param({"SourceArn": {"Fn::Sub": "${Unknown}:s3:::photos"}}, id="head unknown"),
        pytest.param({"SourceArn": "photos"}, id="no ARN"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, scene(**properties)) == []
