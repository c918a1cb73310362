"""Mappings with filters, as the tests of their rules spell them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from policies.engine import Finding, Rule
    from tests.policies.conftest import Judge

SOURCES = {
    "documentdb": ("AWS::DocDB::DBCluster", "Arn"),
    "dynamodb": ("AWS::DynamoDB::Table", "StreamArn"),
    "kinesis": ("AWS::Kinesis::Stream", "Arn"),
    "sqs": ("AWS::SQS::Queue", "Arn"),
}


class JudgeFilters(Protocol):
    """Judges patterns on a mapping of a source by one rule."""

    def __call__(self, rule: Rule, *patterns: Any, source: str = "sqs") -> list[Finding]: ...


@pytest.fixture
def judge_filters(judge: Judge) -> JudgeFilters:
    def judged(rule: Rule, *patterns: Any, source: str = "sqs") -> list[Finding]:
        kind, attribute = SOURCES[source]
        mapping = {
            "EventSourceArn": {"Fn::GetAtt": ["Source", attribute]},
            "FunctionName": "detector",
            "FilterCriteria": {"Filters": [{"Pattern": pattern} for pattern in patterns]},
        }
        return judge(
            rule,
            {
                "Source": {"Type": kind},
                "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": mapping},
            },
        )

    return judged
