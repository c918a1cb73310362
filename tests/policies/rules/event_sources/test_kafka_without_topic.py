from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.kafka_without_topic import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_there_is_one_topic_and_no_other(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "kafka", Topics=["one", "two"])

    assert finding.message == ("a mapping of a Kafka cluster must name exactly 1 topic, got 2")
    assert finding.fix == "set Topics to the one topic that this mapping reads"
    assert finding.at == "Topics"


def test_none_is_too_few(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "kafka")

    assert finding.message.endswith("got none")
    assert finding.at == ""


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("kafka", {"Topics": ["one"]}, id="one"),
        pytest.param("kafka", {"Topics": UNKNOWN}, id="known at deployment only"),
        pytest.param("kafka", {"Topics": [UNKNOWN]}, id="name known at deployment only"),
        pytest.param("sqs", {}, id="a queue"),
        pytest.param("unknown", {}, id="source known at deployment only"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
