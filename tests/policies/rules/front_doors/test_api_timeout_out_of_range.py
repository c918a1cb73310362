from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.api_timeout_out_of_range import check as rule

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


@pytest.mark.parametrize(
    ("resources", "message"),
    [
        (http(TimeoutInMillis=30001), "integration timeout must be 50 to 30000 ms, got 30001 ms"),
        (
            http("WEBSOCKET", TimeoutInMillis=29001),
            "integration timeout must be 50 to 29000 ms, got 29001 ms",
        ),
        (rest(TimeoutInMillis=29001), "integration timeout must be 50 to 29000 ms, got 29001 ms"),
        (
            rest(REGIONAL, TimeoutInMillis=49),
            "integration timeout must be at least 50 ms, got 49 ms",
        ),
    ],
    ids=["HTTP", "WebSocket", "edge-optimized REST", "regional REST"],
)
def test_each_kind_of_api_has_its_bounds(
    judge: Judge, resources: dict[str, Any], message: str
) -> None:
    [finding] = judge(rule, resources)

    assert finding.message == message
    assert finding.at.endswith("TimeoutInMillis")
    assert finding.resource.logical_id == "Get"


def test_an_openapi_document_is_read(judge: Judge) -> None:
    [finding] = judge(rule, openapi("AWS::ApiGatewayV2::Api", timeoutInMillis=60000))

    assert finding.fix == (
        "set Body.paths./quote.get.x-amazon-apigateway-integration.timeoutInMillis to 30000 ms or "
        "less"
    )


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(http(TimeoutInMillis=30000), id="HTTP, just as long"),
        pytest.param(http(TimeoutInMillis=50), id="HTTP, just as short"),
        pytest.param(rest(TimeoutInMillis=29000), id="REST, just as long"),
        pytest.param(rest(REGIONAL, TimeoutInMillis=29001), id="api-timeout-above-quota's"),
        pytest.param(
            rest({"EndpointConfiguration": UNKNOWN}, TimeoutInMillis=29001), id="kind unknown"
        ),
        pytest.param(http(UNKNOWN, TimeoutInMillis=60000), id="protocol unknown"),
        pytest.param(http(TimeoutInMillis=60000, ApiId=UNKNOWN), id="API unknown"),
        pytest.param(http(TimeoutInMillis=UNKNOWN), id="timeout unknown"),
        pytest.param(http(), id="the default"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
