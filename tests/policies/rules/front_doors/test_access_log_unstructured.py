from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.access_log_unstructured import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


REST, HTTP = "AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage"


def scene(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Live": {"Type": kind, "Properties": {"StageName": "live", **properties}}}


def logged(kind: str, line: Any) -> dict[str, Any]:
    name = "AccessLogSetting" if kind == REST else "AccessLogSettings"
    return scene(kind, **{name: {"DestinationArn": "arn", "Format": line}})


@pytest.mark.parametrize(
    ("kind", "at"), [(REST, "AccessLogSetting.Format"), (HTTP, "AccessLogSettings.Format")]
)
def test_text_must_be_taken_apart(judge: Judge, kind: str, at: str) -> None:
    [finding] = judge(rule, logged(kind, "$context.requestId $context.status"))

    assert finding.message == (
        "format of an access log must be JSON, got text that starts with $context.requestId"
    )
    assert finding.fix == 'set Format to {"requestId": "$context.requestId", ...}'
    assert finding.at == at


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('{"id": "$context.requestId"}', id="JSON"),
        pytest.param(
            '\n  {"latency": $context.integration.latency}\n', id="a number without quotes"
        ),
        pytest.param(UNKNOWN, id="unknown"),
        pytest.param(None, id="none"),
    ],
)
def test_silent(judge: Judge, line: Any) -> None:
    assert judge(rule, logged(HTTP, line)) == []
