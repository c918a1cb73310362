from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.stage_without_access_log import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


REST, HTTP = "AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage"


def scene(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Live": {"Type": kind, "Properties": {"StageName": "live", **properties}}}


@pytest.mark.parametrize(
    ("resources", "at"),
    [
        (scene(REST), "AccessLogSetting"),
        (scene(REST, AccessLogSetting={}), "AccessLogSetting"),
        (scene(HTTP), "AccessLogSettings"),
        (scene(HTTP, AccessLogSettings={"Format": "{}"}), "AccessLogSettings"),
    ],
    ids=["REST", "REST, empty", "HTTP", "HTTP, without destination"],
)
def test_what_never_reached_the_function_is_not_kept(
    judge: Judge, resources: dict[str, Any], at: str
) -> None:
    [finding] = judge(rule, resources)

    assert finding.message == "access log of a stage must have a destination, got none"
    assert finding.fix == "set DestinationArn and Format of its access log settings"
    assert finding.at == at


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(REST, AccessLogSetting={"DestinationArn": "arn"}), id="REST"),
        pytest.param(scene(HTTP, AccessLogSettings={"DestinationArn": UNKNOWN}), id="HTTP"),
        pytest.param(scene(HTTP, AccessLogSettings=UNKNOWN), id="unknown"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
