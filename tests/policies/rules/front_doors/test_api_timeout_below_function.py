from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.api_timeout_below_function import check as rule

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


def taking(resources: dict[str, Any], seconds: Any) -> dict[str, Any]:
    function = {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": seconds}}
    return {**resources, "Quote": function}


@pytest.mark.parametrize(
    ("resources", "message"),
    [
        (
            taking(http(), 31),
            "timeout of a function behind an API must be at most the 30 s that Get waits, got 31 s",
        ),
        (
            taking(rest(), 30),
            "timeout of a function behind an API must be at most the 29 s that Get waits, got 30 s",
        ),
        (
            taking(rest(TimeoutInMillis=4500), 5),
            "timeout of a function behind an API must be at most the 4.5 s that Get waits, got 5 s",
        ),
        (
            taking(openapi("AWS::ApiGateway::RestApi"), 30),
            (
                "timeout of a function behind an API must be at most the 29 s that Shop waits, got "
                "30 s"
            ),
        ),
    ],
    ids=["HTTP", "REST", "its own timeout", "OpenAPI"],
)
def test_the_client_is_gone_before(judge: Judge, resources: dict[str, Any], message: str) -> None:
    [finding] = judge(rule, resources)

    assert finding.message == message
    assert (finding.resource.logical_id, finding.at) == ("Quote", "Timeout")
    assert finding.fix.endswith("and move what takes longer behind a queue")


def test_a_function_is_told_once_by_its_least_patient_api(judge: Judge) -> None:
    resources = taking(rest(), 60)
    patient = resources["Get"]["Properties"]
    hasty = {**patient, "Integration": {**patient["Integration"], "TimeoutInMillis": 1000}}
    resources["Put"] = {"Type": "AWS::ApiGateway::Method", "Properties": hasty}

    [finding] = judge(rule, resources)

    assert "the 1 s that Put waits" in finding.message


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(taking(http(), 30), id="just as long"),
        pytest.param(taking(http(), None), id="the default"),
        pytest.param(taking(http(), UNKNOWN), id="timeout unknown"),
        pytest.param(taking(http(), 901), id="timeout-out-of-range's"),
        pytest.param(taking(http(ApiId=UNKNOWN), 60), id="API unknown"),
        pytest.param(taking(http(TimeoutInMillis=UNKNOWN), 60), id="its wait unknown"),
        pytest.param(taking(rest(Type="AWS"), 60), id="not a proxy: the call may be asynchronous"),
        pytest.param(taking(rest(Uri=UNKNOWN), 60), id="function unknown"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
