from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.stage_without_throttle import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


REST, HTTP = "AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage"


def scene(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Live": {"Type": kind, "Properties": {"StageName": "live", **properties}}}


BOUNDS = {"ThrottlingRateLimit": 10, "ThrottlingBurstLimit": 20}
ALL = {"HttpMethod": "*", "ResourcePath": "/*"}


@pytest.mark.parametrize(
    ("resources", "at"),
    [
        (scene(REST), "MethodSettings"),
        (scene(REST, MethodSettings=[ALL]), "MethodSettings"),
        (
            scene(REST, MethodSettings=[{"HttpMethod": "GET", "ResourcePath": "/a", **BOUNDS}]),
            "MethodSettings",
        ),
        (scene(HTTP), "DefaultRouteSettings"),
        (scene(HTTP, DefaultRouteSettings={"ThrottlingRateLimit": 10}), "DefaultRouteSettings"),
    ],
    ids=["REST", "REST, no bounds", "REST, one method", "HTTP", "HTTP, no burst"],
)
def test_one_api_may_use_up_the_account(judge: Judge, resources: dict[str, Any], at: str) -> None:
    [finding] = judge(rule, resources)

    assert finding.message == (
        "stage must bound the rate and burst of all its routes, got no throttle for all"
    )
    assert finding.fix == (
        f"set ThrottlingRateLimit and ThrottlingBurstLimit for every route in {at}"
    )
    assert finding.at == at


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(REST, MethodSettings=[{**ALL, **BOUNDS}]), id="REST"),
        pytest.param(scene(REST, MethodSettings=UNKNOWN), id="REST, unknown"),
        pytest.param(scene(HTTP, DefaultRouteSettings=BOUNDS), id="HTTP"),
        pytest.param(scene(HTTP, DefaultRouteSettings=UNKNOWN), id="HTTP, unknown"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
