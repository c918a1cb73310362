from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.mapping_setting_unknown import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping

UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize(
    ("properties", "message", "fix", "at"),
    [
        (
            {"StartingPosition": "TRIM-HORIZON"},
            ("starting position must be AT_TIMESTAMP, LATEST or TRIM_HORIZON, got 'TRIM-HORIZON'"),
            "set StartingPosition to TRIM_HORIZON",
            "StartingPosition",
        ),
        (
            {"FunctionResponseTypes": ["ReportBatchItemFailure"]},
            "response type must be ReportBatchItemFailures, got 'ReportBatchItemFailure'",
            "set FunctionResponseTypes.0 to ReportBatchItemFailures",
            "FunctionResponseTypes.0",
        ),
        (
            {"MetricsConfig": {"Metrics": ["EventCount", "errorcount"]}},
            "metric of a mapping must be ErrorCount, EventCount or KafkaMetrics, got 'errorcount'",
            "set MetricsConfig.Metrics.1 to ErrorCount",
            "MetricsConfig.Metrics.1",
        ),
    ],
)
def test_a_word_that_lambda_does_not_know(
    judge_mapping: JudgeMapping, properties: dict[str, Any], message: str, fix: str, at: str
) -> None:
    [finding] = judge_mapping(rule, "kinesis", **properties)

    assert finding.message == message
    assert finding.fix == fix
    assert finding.at == at


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="none"),
        pytest.param({"StartingPosition": "LATEST"}, id="a position"),
        pytest.param({"FunctionResponseTypes": ["ReportBatchItemFailures"]}, id="a response type"),
        pytest.param({"StartingPosition": UNKNOWN, "FunctionResponseTypes": UNKNOWN}, id="unknown"),
        pytest.param({"FunctionResponseTypes": [UNKNOWN]}, id="an element unknown"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, "kinesis", **properties) == []
