from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.http_api import HttpApi
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def http_api(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> HttpApi:
        resources = {
            "Report": {"Type": "AWS::Lambda::Function"},
            "It": {"Type": HttpApi.type_name, "Properties": properties},
        }
        return template_of(resources).of(HttpApi)[0]

    return made


def test_a_document_makes_an_http_api(http_api: Any, unknown: Any) -> None:
    assert http_api(ProtocolType="WEBSOCKET").protocol == "WEBSOCKET"
    assert http_api(Body={"paths": {}}).protocol == "HTTP"
    assert http_api().protocol is None
    assert isinstance(http_api(ProtocolType=unknown).protocol, Unresolved)


def test_its_document_says_who_answers(http_api: Any) -> None:
    integration = {"type": "aws_proxy", "uri": {"Fn::GetAtt": ["Report", "Arn"]}}
    body = {"paths": {"/a": {"get": {"x-amazon-apigateway-integration": integration}}}}
    api = http_api(Body=body)

    [found] = api.function_integrations

    assert found.target.function.logical_id == "Report"
    assert (found.type, found.timeout_ms) == ("AWS_PROXY", None)
    assert api.api is api
