from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.http_integration_without_payload_version import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


QUOTE = {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "quote"}}


def http(protocol: Any = "HTTP", **integration: Any) -> dict[str, Any]:
    """An integration of an HTTP or WebSocket API with a function."""
    said = {
        "ApiId": {"Ref": "Shop"},
        "IntegrationType": "AWS_PROXY",
        "IntegrationUri": {"Fn::GetAtt": ["Quote", "Arn"]},
        **integration,
    }
    return {
        "Quote": QUOTE,
        "Shop": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"ProtocolType": protocol}},
        "Get": {"Type": "AWS::ApiGatewayV2::Integration", "Properties": said},
    }


def test_cloudformation_has_no_default(judge: Judge) -> None:
    [finding] = judge(rule, http())

    assert finding.message == "payload format version must be 1.0 or 2.0 on an HTTP API, got none"
    assert finding.fix == 'set PayloadFormatVersion to "2.0"'
    assert finding.at == "PayloadFormatVersion"


def test_there_is_no_third_one(judge: Judge) -> None:
    [finding] = judge(rule, http(PayloadFormatVersion="3.0"))

    assert finding.message == "payload format version must be 1.0 or 2.0 on an HTTP API, got 3.0"


def test_the_function_may_be_elsewhere(judge: Judge) -> None:
    arn = "arn:aws:lambda:eu-west-1:123456789012:function:elsewhere"

    assert len(judge(rule, http(IntegrationUri=arn))) == 1


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(http(PayloadFormatVersion="2.0"), id="2.0"),
        pytest.param(http(PayloadFormatVersion=UNKNOWN), id="unknown"),
        pytest.param(http("WEBSOCKET"), id="WebSocket, which has one format"),
        pytest.param(http(UNKNOWN), id="protocol unknown"),
        pytest.param(http(ApiId=UNKNOWN), id="API unknown"),
        pytest.param(http(IntegrationSubtype="SQS-SendMessage"), id="another service"),
        pytest.param(http(IntegrationType="HTTP_PROXY"), id="no function"),
        pytest.param(http(IntegrationUri=UNKNOWN), id="what answers, unknown"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
