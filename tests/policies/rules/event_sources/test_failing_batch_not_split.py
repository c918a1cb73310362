from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.failing_batch_not_split import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_a_batch_that_fails_as_a_whole_takes_good_records_along(
    judge_mapping: JudgeMapping,
) -> None:
    [finding] = judge_mapping(rule, "kinesis", BisectBatchOnFunctionError=False)

    assert finding.message == (
        "a failing batch should be split to spare its good records, got batches of 100 that fail "
        "as a whole"
    )
    assert finding.fix == (
        "set FunctionResponseTypes to ReportBatchItemFailures and return what failed, or set "
        "BisectBatchOnFunctionError to true"
    )


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("kinesis", {"BisectBatchOnFunctionError": "true"}, id="bisected"),
        pytest.param(
            "kinesis", {"FunctionResponseTypes": ["ReportBatchItemFailures"]}, id="reported"
        ),
        pytest.param("kinesis", {"BatchSize": 1}, id="batches of one"),
        pytest.param("kinesis", {"BatchSize": UNKNOWN}, id="size known at deployment only"),
        pytest.param(
            "kinesis", {"BisectBatchOnFunctionError": UNKNOWN}, id="known at deployment only"
        ),
        pytest.param(
            "kinesis", {"FunctionResponseTypes": [UNKNOWN]}, id="response known at deployment only"
        ),
        pytest.param("sqs", {}, id="a queue"),
        pytest.param("unknown", {}, id="source known at deployment only"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
