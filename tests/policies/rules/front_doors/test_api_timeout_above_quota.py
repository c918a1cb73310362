from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.api_timeout_above_quota import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


URI = {
    "Fn::Sub": "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
    "${Quote.Arn}/invocations"
}
QUOTE = {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "quote"}}


def rest(api: Any = None, **integration: Any) -> dict[str, Any]:
    """A method of a REST API that a function answers."""
    said = {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri": URI, **integration}
    method = {"RestApiId": {"Ref": "Shop"}, "HttpMethod": "GET", "Integration": said}
    return {
        "Quote": QUOTE,
        "Shop": {"Type": "AWS::ApiGateway::RestApi", "Properties": api or {}},
        "Get": {"Type": "AWS::ApiGateway::Method", "Properties": method},
    }


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


def openapi(kind: str, **integration: Any) -> dict[str, Any]:
    """An API whose OpenAPI document names the function."""
    said = {"type": "aws_proxy", "httpMethod": "POST", "uri": URI, **integration}
    body = {"paths": {"/quote": {"get": {"x-amazon-apigateway-integration": said}}}}
    return {"Quote": QUOTE, "Shop": {"Type": kind, "Properties": {"Body": body}}}


REGIONAL = {"EndpointConfiguration": {"Types": ["REGIONAL"]}}


def test_a_regional_api_needs_a_raised_quota(judge: Judge) -> None:
    [finding] = judge(rule, rest(REGIONAL, TimeoutInMillis=29001))

    assert finding.message == (
        "integration timeout must be at most 29000 ms unless AWS has raised the account's quota, "
        "got 29001 ms"
    )
    assert finding.fix == ("set TimeoutInMillis to 29000 or less, or acknowledge the raised quota")
    assert finding.at == "Integration.TimeoutInMillis"


def test_an_openapi_document_is_read(judge: Judge) -> None:
    resources = openapi("AWS::ApiGateway::RestApi", timeoutInMillis=60000)
    resources["Shop"]["Properties"] |= REGIONAL

    assert len(judge(rule, resources)) == 1


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(rest(REGIONAL, TimeoutInMillis=29000), id="just as long"),
        pytest.param(rest(REGIONAL, TimeoutInMillis=UNKNOWN), id="unknown"),
        pytest.param(rest(TimeoutInMillis=60000), id="edge-optimized: api-timeout-out-of-range"),
        pytest.param(http(TimeoutInMillis=60000), id="HTTP: api-timeout-out-of-range"),
        pytest.param(rest(REGIONAL), id="the default"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
