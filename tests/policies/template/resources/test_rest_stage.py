from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.rest_stage import RestStage
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def rest_stage(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> RestStage:
        resources = {"It": {"Type": RestStage.type_name, "Properties": properties}}
        return template_of(resources).of(RestStage)[0]

    return made


def test_the_access_log_of_a_stage(rest_stage: Any, unknown: Any) -> None:
    stage = rest_stage(AccessLogSetting={"DestinationArn": "arn", "Format": "{}"})

    assert (stage.access_log_destination, stage.access_log_format) == ("arn", "{}")
    assert stage.access_log_at == "AccessLogSetting"
    assert rest_stage().access_log_destination is None
    assert isinstance(rest_stage(AccessLogSetting=unknown).access_log_format, Unresolved)


def test_a_stage_is_traced_when_it_says_so(rest_stage: Any, unknown: Any) -> None:
    assert rest_stage(TracingEnabled=True).is_traced is True
    assert rest_stage().is_traced is False
    assert isinstance(rest_stage(TracingEnabled=unknown).is_traced, Unresolved)


def test_a_throttle_for_all_names_every_method_and_path(rest_stage: Any, unknown: Any) -> None:
    bounds = {"ThrottlingRateLimit": 1, "ThrottlingBurstLimit": 1}
    everything = {"HttpMethod": "*", "ResourcePath": "/*"}

    assert rest_stage(MethodSettings=[{**everything, **bounds}]).has_throttle_for_all is True
    assert rest_stage(MethodSettings=[everything]).has_throttle_for_all is False
    assert rest_stage().has_throttle_for_all is False
    assert isinstance(rest_stage(MethodSettings=unknown).has_throttle_for_all, Unresolved)
    assert rest_stage().throttle_at == "MethodSettings"
