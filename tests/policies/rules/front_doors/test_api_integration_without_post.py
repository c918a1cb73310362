from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.api_integration_without_post import check as rule

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


def openapi(kind: str, **integration: Any) -> dict[str, Any]:
    """An API whose OpenAPI document names the function."""
    said = {"type": "aws_proxy", "httpMethod": "POST", "uri": URI, **integration}
    body = {"paths": {"/quote": {"get": {"x-amazon-apigateway-integration": said}}}}
    return {"Quote": QUOTE, "Shop": {"Type": kind, "Properties": {"Body": body}}}


def test_lambda_is_called_by_post(judge: Judge) -> None:
    [finding] = judge(rule, rest(IntegrationHttpMethod="GET"))

    assert finding.message == "method of an integration with a function must be POST, got GET"
    assert finding.fix == "set IntegrationHttpMethod to POST; HttpMethod stays the client's"
    assert finding.at == "Integration.IntegrationHttpMethod"


def test_none_is_refused(judge: Judge) -> None:
    [finding] = judge(rule, rest(IntegrationHttpMethod=None))

    assert finding.message == "method of an integration with a function must be POST, got none"


def test_an_openapi_document_is_read(judge: Judge) -> None:
    [finding] = judge(rule, openapi("AWS::ApiGateway::RestApi", httpMethod="GET"))

    assert finding.fix == "set httpMethod to POST; HttpMethod stays the client's"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(rest(), id="POST"),
        pytest.param(rest(IntegrationHttpMethod=UNKNOWN), id="unknown"),
        pytest.param(
            rest(IntegrationHttpMethod="GET", Uri="https://example.com"), id="no function"
        ),
        pytest.param(openapi("AWS::ApiGateway::RestApi", httpMethod="post"), id="in small letters"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
