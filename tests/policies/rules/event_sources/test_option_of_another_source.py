from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.option_of_another_source import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_the_option_and_the_sources_that_take_it_are_named(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "sqs", ParallelizationFactor=2)

    assert finding.message == (
        "the option ParallelizationFactor is for a DynamoDB stream or a Kinesis stream, got it on "
        "an SQS queue"
    )
    assert finding.fix == "remove ParallelizationFactor"
    assert finding.at == "ParallelizationFactor"


LOST = {"OnFailure": {"Destination": "arn:aws:sqs:eu-west-1:123456789012:lost"}}


@pytest.mark.parametrize(
    ("source", "name", "value"),
    [
        ("sqs", "BisectBatchOnFunctionError", True),
        ("sqs", "MaximumRetryAttempts", 2),
        ("sqs", "MaximumRecordAgeInSeconds", 60),
        ("sqs", "TumblingWindowInSeconds", 60),
        ("sqs", "DestinationConfig", LOST),
        ("sqs", "Topics", ["orders"]),
        ("sqs", "SourceAccessConfigurations", [{"Type": "BASIC_AUTH", "URI": "secret"}]),
        ("fifo", "ParallelizationFactor", 1),
        ("kinesis", "ScalingConfig", {"MaximumConcurrency": 5}),
        ("kinesis", "ProvisionedPollerConfig", {"MinimumPollers": 2}),
        ("dynamodb", "Queues", ["orders"]),
        ("kafka", "TumblingWindowInSeconds", 60),
        ("kafka", "ParallelizationFactor", 2),
        ("mq", "FunctionResponseTypes", ["ReportBatchItemFailures"]),
        ("mq", "DestinationConfig", LOST),
        ("documentdb", "MaximumRetryAttempts", 2),
    ],
)
def test_every_option_belongs_to_its_sources(
    judge_mapping: JudgeMapping, source: str, name: str, value: Any
) -> None:
    assert [finding.at for finding in judge_mapping(rule, source, **{name: value})] == [name]


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("sqs", {}, id="none"),
        pytest.param("sqs", {"ScalingConfig": {"MaximumConcurrency": 5}}, id="of a queue"),
        pytest.param(
            "sqs", {"ScalingConfig": {"MaximumConcurrency": {"Ref": "AWS::NoValue"}}}, id="empty"
        ),
        pytest.param(
            "sqs",
            {"BisectBatchOnFunctionError": False, "MaximumRetryAttempts": -1},
            id="what holds anyway",
        ),
        pytest.param("sqs", {"DestinationConfig": {"OnFailure": {}}}, id="no destination"),
        pytest.param("sqs", {"ParallelizationFactor": UNKNOWN}, id="known at deployment only"),
        pytest.param(
            "sqs", {"FunctionResponseTypes": ["ReportBatchItemFailures"]}, id="partial responses"
        ),
        pytest.param(
            "kinesis",
            {"ParallelizationFactor": 2, "MaximumRetryAttempts": 2, "DestinationConfig": LOST},
            id="of a stream",
        ),
        pytest.param("kafka", {"MaximumRetryAttempts": 2, "Topics": ["orders"]}, id="of Kafka"),
        pytest.param(
            "mq",
            {"ProvisionedPollerConfig": {"MinimumPollers": 2}},
            id="of a broker, says the CDK alone",
        ),
        pytest.param("unknown", {"ParallelizationFactor": 2}, id="source known at deployment only"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
