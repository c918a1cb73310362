from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.stage_without_tracing import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


REST, HTTP = "AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage"


def scene(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Live": {"Type": kind, "Properties": {"StageName": "live", **properties}}}


@pytest.mark.parametrize(
    "resources",
    [scene(REST), scene(REST, TracingEnabled=False), scene(REST, TracingEnabled="false")],
    ids=["absent", "off", "off, as text"],
)
def test_the_trace_misses_what_came_before_the_function(
    judge: Judge, resources: dict[str, Any]
) -> None:
    [finding] = judge(rule, resources)

    assert finding.message == (
        "stage of a REST API must be traced, got TracingEnabled false or none"
    )
    assert finding.fix == "set TracingEnabled to true"
    assert finding.at == "TracingEnabled"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(REST, TracingEnabled=True), id="traced"),
        pytest.param(scene(REST, TracingEnabled=UNKNOWN), id="unknown"),
        pytest.param(scene(HTTP), id="HTTP APIs cannot be traced"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
