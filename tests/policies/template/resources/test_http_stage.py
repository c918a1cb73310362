from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.http_stage import HttpStage

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def http_stage(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> HttpStage:
        resources = {
            "Shop": {"Type": "AWS::ApiGatewayV2::Api"},
            "It": {"Type": HttpStage.type_name, "Properties": properties},
        }
        return template_of(resources).of(HttpStage)[0]

    return made


def test_the_access_log_of_a_stage(http_stage: Any) -> None:
    stage = http_stage(
        ApiId={"Ref": "Shop"}, AccessLogSettings={"DestinationArn": "arn", "Format": "{}"}
    )

    assert stage.api.logical_id == "Shop"
    assert (stage.access_log_destination, stage.access_log_format) == ("arn", "{}")
    assert stage.access_log_at == "AccessLogSettings"
    assert http_stage().access_log_destination is None


def test_a_throttle_for_all_has_rate_and_burst(http_stage: Any, unknown: Any) -> None:
    bounds = {"ThrottlingRateLimit": 1, "ThrottlingBurstLimit": 1}

    assert http_stage(DefaultRouteSettings=bounds).has_throttle_for_all
    assert http_stage(DefaultRouteSettings=unknown).has_throttle_for_all
    assert not http_stage(DefaultRouteSettings={"ThrottlingRateLimit": 1}).has_throttle_for_all
    assert http_stage().throttle_at == "DefaultRouteSettings"
