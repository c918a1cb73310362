from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.http_integration import HttpIntegration

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def http_integration(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> HttpIntegration:
        resources = {
            "Report": {"Type": "AWS::Lambda::Function"},
            "Shop": {"Type": "AWS::ApiGatewayV2::Api"},
            "It": {"Type": HttpIntegration.type_name, "Properties": properties},
        }
        return template_of(resources).of(HttpIntegration)[0]

    return made


ARN = {"Fn::GetAtt": ["Report", "Arn"]}


def test_who_answers(http_integration: Any, unknown: Any) -> None:
    said = http_integration(
        ApiId={"Ref": "Shop"},
        IntegrationType="AWS_PROXY",
        IntegrationUri=ARN,
        PayloadFormatVersion="2.0",
        TimeoutInMillis=1000,
    )

    [found] = said.function_integrations

    assert said.api.logical_id == "Shop"
    assert said.payload_format_version == "2.0"
    assert (found.target.function.logical_id, found.timeout_ms) == ("Report", 1000)
    assert found.timeout_at == "TimeoutInMillis"
    assert http_integration(ApiId=unknown).api is None


@pytest.mark.parametrize(
    ("properties", "is_of_function"),
    [
        ({"IntegrationUri": ARN}, True),
        ({"IntegrationUri": "arn:aws:lambda:eu-west-1:123456789012:function:elsewhere"}, True),
        ({"IntegrationUri": ARN, "IntegrationType": "HTTP_PROXY"}, False),
        ({"IntegrationSubtype": "SQS-SendMessage"}, False),
        ({"IntegrationUri": {"Ref": "Unknown"}}, False),
    ],
    ids=["here", "elsewhere", "another type", "another service", "unknown"],
)
def test_a_function_answers_for_certain(
    http_integration: Any, properties: dict[str, Any], is_of_function: object
) -> None:
    said = http_integration(**{"IntegrationType": "AWS_PROXY", **properties})

    assert said.is_of_function is is_of_function
