from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.permission_source_mismatch import check as rule

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
    ("arn", "service", "caller"),
    [
        ({"Fn::GetAtt": ["Nightly", "Arn"]}, "events", "events"),
        ("arn:aws:events:eu-west-1:123456789012:rule/nightly", "events", "events"),
        ({"Fn::Sub": "arn:aws:execute-api:${AWS::Region}:*:a1b2/*"}, "execute-api", "apigateway"),
        ({"Fn::GetAtt": ["Photos", "Arn"]}, "s3", "s3"),
    ],
)
def test_a_source_of_another_service_lets_nobody_in(
    judge: Judge, arn: Any, service: str, caller: str
) -> None:
    [finding] = judge(rule, scene(SourceArn=arn))

    assert finding.message == (
        f"principal must be {caller}.amazonaws.com for a source of {service}, got sns.amazonaws.com"
    )
    assert finding.fix == (
        f"set Principal to {caller}.amazonaws.com, or SourceArn to what calls through "
        "sns.amazonaws.com"
    )
    assert finding.at == "Principal"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"SourceArn": {"Ref": "Orders"}}, id="its own"),
        pytest.param({}, id="no source"),
        pytest.param({"SourceArn": UNKNOWN}, id="source unknown"),
        pytest.param(
            {"SourceArn": {"Fn::GetAtt": ["Nightly", "Arn"]}, "Principal": UNKNOWN},
            id="principal unknown",
        ),
        pytest.param(
            {
                "SourceArn": "arn:aws:logs:eu-west-1:123456789012:log-group:shop:*",
                "Principal": "logs.eu-west-1.amazonaws.com",
            },
            id="a principal with a region",
        ),
        pytest.param(
            {
                "SourceArn": "arn:aws:mobiletargeting:eu-west-1:123456789012:/apps/a",
                "Principal": "pinpoint.eu-west-1.amazonaws.com",
            },
            id="a service of another name than its ARNs",
        ),
        pytest.param(
            {"SourceArn": {"Fn::GetAtt": ["Nightly", "Arn"]}, "Principal": "123456789012"},
            id="an account",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, scene(**properties)) == []


@pytest.mark.parametrize(
    ("arn", "principal", "wanted"),
    [
        ({"Fn::GetAtt": ["Nightly", "Arn"]}, "event.amazonaws.com", "events"),
        ("arn:aws:execute-api:eu-west-1:1:a1b2/*", "apigatewayv2.amazonaws.com", "apigateway"),
        ("arn:aws:execute-api:eu-west-1:1:a1b2/*", "execute-api.amazonaws.com", "apigateway"),
    ],
)
def test_almost_the_service_is_none(judge: Judge, arn: Any, principal: str, wanted: str) -> None:
    [finding] = judge(rule, scene(SourceArn=arn, Principal=principal))

    assert finding.fix.startswith(f"set Principal to {wanted}.amazonaws.com")


def test_another_service_may_act_for_it(judge: Judge) -> None:
    said = {"SourceArn": "arn:aws:s3:::photos", "Principal": "batchoperations.s3.amazonaws.com"}

    assert judge(rule, scene(**said)) == []
