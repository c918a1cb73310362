from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.deployment_before_methods import check as rule

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


def deployed(depends_on: Any = None, **properties: Any) -> dict[str, Any]:
    resources = rest()
    resources["Put"] = resources["Get"]
    deployment = {
        "Type": "AWS::ApiGateway::Deployment",
        "Properties": {"RestApiId": {"Ref": "Shop"}, **properties},
    }
    if depends_on is not None:
        deployment["DependsOn"] = depends_on
    return {**resources, "Deployment": deployment}


def test_a_snapshot_waits_for_all_methods(judge: Judge) -> None:
    [finding] = judge(rule, deployed())

    assert finding.message == (
        "deployment of Shop must wait for its methods, got no dependency on Get and 1 more"
    )
    assert finding.fix == "add DependsOn: [Get, Put]"
    assert finding.resource.logical_id == "Deployment"


def test_one_method_may_be_missing(judge: Judge) -> None:
    [finding] = judge(rule, deployed("Get"))

    assert finding.message.endswith("got no dependency on Put")
    assert finding.fix == "add Put to DependsOn"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(deployed(["Get", "Put"]), id="both"),
        pytest.param(deployed(RestApiId=UNKNOWN), id="API unknown"),
        pytest.param(
            {**deployed(["Get", "Put"]), "Other": {"Type": "AWS::ApiGateway::RestApi"}},
            id="an API without methods",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
