from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.rest_deployment import RestDeployment

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def rest_deployment(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> RestDeployment:
        resources = {
            "Shop": {"Type": "AWS::ApiGateway::RestApi"},
            "It": {"Type": RestDeployment.type_name, "Properties": properties},
        }
        return template_of(resources).of(RestDeployment)[0]

    return made


def test_the_api_of_a_deployment(rest_deployment: Any, unknown: Any) -> None:
    assert rest_deployment(RestApiId={"Ref": "Shop"}).api.logical_id == "Shop"
    assert rest_deployment(RestApiId=unknown).api is None
