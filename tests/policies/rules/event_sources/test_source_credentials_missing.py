from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.source_credentials_missing import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}
OWN = {
    "Topics": ["faults"],
    "SelfManagedEventSource": {"Endpoints": {"KafkaBootstrapServers": ["b.example.com:9092"]}},
}
ACCESS = [{"Type": "BASIC_AUTH", "URI": "arn:aws:secretsmanager:eu-west-1:1:secret:s"}]


@pytest.mark.parametrize(
    ("source", "title"), [("mq", "an Amazon MQ broker"), ("documentdb", "a DocumentDB cluster")]
)
def test_a_broker_asks_for_credentials(
    judge_mapping: JudgeMapping, source: str, title: str
) -> None:
    [finding] = judge_mapping(rule, source)

    assert finding.message == f"a mapping of {title} must have BASIC_AUTH access, got none"
    assert finding.fix == (
        "set SourceAccessConfigurations with the type BASIC_AUTH and the ARN of a secret"
    )


def test_a_virtual_host_is_no_credential(judge_mapping: JudgeMapping) -> None:
    host = [{"Type": "VIRTUAL_HOST", "URI": "/"}]

    [finding] = judge_mapping(rule, "mq", SourceAccessConfigurations=host)

    assert finding.message.endswith("must have BASIC_AUTH access, got VIRTUAL_HOST")


def test_a_kafka_of_ones_own_asks_how_to_connect(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "nothing", **OWN)

    assert finding.message == (
        "a mapping of a Kafka cluster of your own must say how to connect, got no access "
        "configuration"
    )
    assert finding.fix == (
        "set SourceAccessConfigurations, to VPC_SUBNET and VPC_SECURITY_GROUP at least"
    )


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("mq", {"SourceAccessConfigurations": ACCESS}, id="a broker with a secret"),
        pytest.param(
            "documentdb", {"SourceAccessConfigurations": ACCESS}, id="a cluster with a secret"
        ),
        pytest.param(
            "nothing", {**OWN, "SourceAccessConfigurations": ACCESS}, id="a Kafka of one's own"
        ),
        pytest.param("mq", {"SourceAccessConfigurations": UNKNOWN}, id="known at deployment only"),
        pytest.param(
            "mq", {"SourceAccessConfigurations": [UNKNOWN]}, id="one known at deployment only"
        ),
        pytest.param(
            "mq",
            {"SourceAccessConfigurations": [{"Type": UNKNOWN}]},
            id="type known at deployment only",
        ),
        pytest.param("kafka", {}, id="MSK, which has IAM"),
        pytest.param("sqs", {}, id="a queue"),
        pytest.param("unknown", {}, id="source known at deployment only"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
