from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.kafka_without_bootstrap_servers import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}
OWN = {
    "Topics": ["faults"],
    "SelfManagedEventSource": {"Endpoints": {"KafkaBootstrapServers": ["b.example.com:9092"]}},
}


def test_a_cluster_is_found_by_its_servers(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(
        rule, "nothing", SelfManagedEventSource={"Endpoints": {"KafkaBootstrapServers": []}}
    )

    assert finding.message == ("a Kafka cluster of your own must have bootstrap servers, got none")
    assert (
        finding.fix == "set SelfManagedEventSource.Endpoints.KafkaBootstrapServers to broker:port"
    )
    assert finding.at == "SelfManagedEventSource"


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("nothing", OWN, id="given"),
        pytest.param("nothing", {"SelfManagedEventSource": UNKNOWN}, id="known at deployment only"),
        pytest.param(
            "nothing",
            {"SelfManagedEventSource": {"Endpoints": UNKNOWN}},
            id="endpoints known at deployment only",
        ),
        pytest.param("kafka", {}, id="MSK"),
        pytest.param("sqs", {}, id="a queue"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
