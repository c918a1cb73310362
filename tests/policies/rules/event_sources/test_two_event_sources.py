from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.two_event_sources import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}
OWN = {
    "Topics": ["faults"],
    "SelfManagedEventSource": {"Endpoints": {"KafkaBootstrapServers": ["b.example.com:9092"]}},
}


def test_a_mapping_has_one_source(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "kafka", **OWN)

    assert finding.message == (
        "a mapping must have 1 source, got EventSourceArn and SelfManagedEventSource"
    )
    assert finding.fix == "remove one of the two"
    assert finding.at == "SelfManagedEventSource"


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("nothing", OWN, id="its own"),
        pytest.param("kafka", {}, id="an ARN"),
        pytest.param("kafka", {"SelfManagedEventSource": UNKNOWN}, id="known at deployment only"),
        pytest.param(
            "kafka",
            {**OWN, "EventSourceArn": {"Fn::If": ["C", UNKNOWN, {"Ref": "AWS::NoValue"}]}},
            id="perhaps absent",
        ),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
