from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.rest_api import RestApi

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def rest_api(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> RestApi:
        resources = {
            "Report": {"Type": "AWS::Lambda::Function"},
            "It": {"Type": RestApi.type_name, "Properties": properties},
        }
        return template_of(resources).of(RestApi)[0]

    return made


def test_an_api_is_edge_optimized_unless_it_says_otherwise(rest_api: Any, unknown: Any) -> None:
    assert rest_api().is_edge_optimized is True
    assert rest_api(EndpointConfiguration={"Types": ["EDGE"]}).is_edge_optimized is True
    assert rest_api(EndpointConfiguration={"Types": ["REGIONAL"]}).is_edge_optimized is False
    assert rest_api(EndpointConfiguration=unknown).is_edge_optimized is None


def test_its_document_says_who_answers(rest_api: Any, unknown: Any) -> None:
    uri = {
        "Fn::Sub": "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
        "${Report.Arn}/invocations"
    }
    known = {"type": "aws_proxy", "httpMethod": "POST", "uri": uri, "timeoutInMillis": 1000}
    body = {
        "paths": {
            "/a": {
                "get": {"x-amazon-apigateway-integration": known},
                "put": {"x-amazon-apigateway-integration": unknown},
                "post": {},
            },
            "/b": unknown,
        }
    }
    api = rest_api(Body=body)

    [found] = api.function_integrations

    assert found.target.function.logical_id == "Report"
    assert (found.type, found.method, found.timeout_ms) == ("AWS_PROXY", "POST", 1000)
    place = "Body.paths./a.get.x-amazon-apigateway-integration"
    assert (found.method_at, found.timeout_at) == (
        f"{place}.httpMethod",
        f"{place}.timeoutInMillis",
    )
    assert api.api is api
    assert list(rest_api(Body=unknown).function_integrations) == []
