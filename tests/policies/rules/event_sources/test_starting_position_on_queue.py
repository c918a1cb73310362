from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.starting_position_on_queue import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_a_queue_has_no_positions(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "sqs", StartingPosition="LATEST")

    assert finding.message == (
        "a mapping of an SQS queue must have no starting position, got LATEST"
    )
    assert finding.fix == "remove StartingPosition"
    assert finding.at == "StartingPosition"


@pytest.mark.parametrize(
    "arn",
    [
        "arn:aws:sqs:eu-west-1:123456789012:orders",
        {"Fn::Sub": "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:orders"},
    ],
)
def test_a_queue_is_known_by_its_arn(judge_mapping: JudgeMapping, arn: Any) -> None:
    assert len(judge_mapping(rule, EventSourceArn=arn, StartingPosition="LATEST")) == 1


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("sqs", {}, id="absent"),
        pytest.param("sqs", {"StartingPosition": UNKNOWN}, id="known at deployment only"),
        pytest.param("kinesis", {"StartingPosition": "LATEST"}, id="a stream"),
        pytest.param(
            "unknown", {"StartingPosition": "LATEST"}, id="source known at deployment only"
        ),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
