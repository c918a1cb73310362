from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.rest_method import RestMethod

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def rest_method(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> RestMethod:
        resources = {
            "Report": {"Type": "AWS::Lambda::Function"},
            "Shop": {"Type": "AWS::ApiGateway::RestApi"},
            "It": {"Type": RestMethod.type_name, "Properties": properties},
        }
        return template_of(resources).of(RestMethod)[0]

    return made


def test_who_answers_a_method(rest_method: Any, unknown: Any) -> None:
    uri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Report.Arn}/invocations"
    integration = {
        "Type": "AWS_PROXY",
        "IntegrationHttpMethod": "POST",
        "TimeoutInMillis": "5000",
        "Uri": {"Fn::Sub": uri},
    }
    method = rest_method(RestApiId={"Ref": "Shop"}, Integration=integration)

    [found] = method.function_integrations

    assert method.api.logical_id == "Shop"
    assert found.target.function.logical_id == "Report"
    assert (found.type, found.method, found.timeout_ms) == ("AWS_PROXY", "POST", 5000)
    assert found.timeout_at == "Integration.TimeoutInMillis"
    assert list(rest_method(Integration={"Type": "MOCK"}).function_integrations) == []
    assert rest_method(RestApiId=unknown).api is None
