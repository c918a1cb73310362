from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.api_integration_by_arn import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(uri: Any) -> dict[str, Any]:
    said = {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri": uri}
    return {
        "Quote": {"Type": "AWS::Lambda::Function"},
        "Live": {
            "Type": "AWS::Lambda::Alias",
            "Properties": {"FunctionName": {"Ref": "Quote"}, "FunctionVersion": "1", "Name": "l"},
        },
        "Get": {"Type": "AWS::ApiGateway::Method", "Properties": {"Integration": said}},
    }


@pytest.mark.parametrize(
    "uri",
    [
        {"Fn::GetAtt": ["Quote", "Arn"]},
        {"Ref": "Live"},
        {"Fn::Sub": "${Quote.Arn}:live"},
        {"Fn::Sub": "arn:aws:lambda:${AWS::Region}:123456789012:function:quote"},
    ],
)
def test_an_arn_is_no_path(judge: Judge, uri: Any) -> None:
    [finding] = judge(rule, scene(uri))

    assert finding.message == (
        "uri of an integration must be a path of Lambda's API, got the ARN of a function"
    )
    assert finding.fix == (
        "write arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/, the ARN and "
        "/invocations"
    )
    assert finding.at == "Integration.Uri"


PATH = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Live}/invocations"


@pytest.mark.parametrize("uri", [{"Fn::Sub": PATH}, "https://example.com", UNKNOWN, None])
def test_silent(judge: Judge, uri: Any) -> None:
    assert judge(rule, scene(uri)) == []
