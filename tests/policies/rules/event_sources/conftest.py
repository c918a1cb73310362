"""Mappings on every kind of source, as the tests of their rules spell them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from policies.engine import Finding, Rule
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}
STREAM = {"StreamSpecification": {"StreamViewType": "NEW_IMAGE"}}
SOURCES: dict[str, tuple[str, dict[str, Any], Any]] = {
    "documentdb": ("AWS::DocDB::DBCluster", {}, {"Fn::Sub": "arn:aws:rds:eu-west-1:1:cluster:c"}),
    "dynamodb": ("AWS::DynamoDB::Table", STREAM, {"Fn::GetAtt": ["Source", "StreamArn"]}),
    "fifo": ("AWS::SQS::Queue", {"FifoQueue": True}, {"Fn::GetAtt": ["Source", "Arn"]}),
    "kafka": ("AWS::MSK::Cluster", {}, {"Ref": "Source"}),
    "kinesis": ("AWS::Kinesis::Stream", {}, {"Fn::GetAtt": ["Source", "Arn"]}),
    "mq": ("AWS::AmazonMQ::Broker", {}, {"Fn::GetAtt": ["Source", "Arn"]}),
    "nothing": ("AWS::SQS::Queue", {}, {"Ref": "AWS::NoValue"}),
    "sqs": ("AWS::SQS::Queue", {}, {"Fn::GetAtt": ["Source", "Arn"]}),
    "unknown": ("AWS::SQS::Queue", {}, UNKNOWN),
}


class JudgeMapping(Protocol):
    """Judges a mapping with these properties on a source by one rule."""

    def __call__(self, rule: Rule, source: str = "sqs", **properties: Any) -> list[Finding]: ...


class JudgeQueue(Protocol):
    """Judges a queue with these properties that a function consumes, and its dead-letter queue."""

    def __call__(
        self, rule: Rule, dead: dict[str, Any] | None = None, **properties: Any
    ) -> list[Finding]: ...


@pytest.fixture
def judge_mapping(judge: Judge) -> JudgeMapping:
    def judged(rule: Rule, source: str = "sqs", **properties: Any) -> list[Finding]:
        kind, own, arn = SOURCES[source]
        mapping = {"EventSourceArn": arn, "FunctionName": "detector"} | properties
        return judge(
            rule,
            {
                "Source": {"Type": kind, "Properties": own},
                "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": mapping},
            },
        )

    return judged


@pytest.fixture
def judge_queue(judge: Judge) -> JudgeQueue:
    def judged(rule: Rule, dead: dict[str, Any] | None = None, **properties: Any) -> list[Finding]:
        mapping = {"EventSourceArn": {"Fn::GetAtt": ["Orders", "Arn"]}, "FunctionName": "bill"}
        return judge(
            rule,
            {
                "Orders": {"Type": "AWS::SQS::Queue", "Properties": properties},
                "Dead": {"Type": "AWS::SQS::Queue", "Properties": dead or {}},
                "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": mapping},
            },
        )

    return judged
