from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.success_destination_on_mapping import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}
DONE = {"OnSuccess": {"Destination": "arn:aws:sqs:eu-west-1:123456789012:done"}}


def test_a_mapping_does_not_tell_of_successes(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "kinesis", DestinationConfig=DONE)

    assert finding.message == (
        "a mapping has a destination for failures only, got one for successes"
    )
    assert finding.fix == "remove OnSuccess and let the function send what it has done"
    assert finding.at == "DestinationConfig.OnSuccess"


def test_a_destination_known_at_deployment_only_is_one(judge_mapping: JudgeMapping) -> None:
    unknown = {"OnSuccess": {"Destination": UNKNOWN}}

    assert len(judge_mapping(rule, "kinesis", DestinationConfig=unknown)) == 1


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("kinesis", {}, id="absent"),
        pytest.param(
            "kinesis",
            {"DestinationConfig": {"OnFailure": {"Destination": "arn:aws:sqs:r:1:lost"}}},
            id="for failures",
        ),
        pytest.param("kinesis", {"DestinationConfig": {"OnSuccess": {}}}, id="nowhere"),
        pytest.param("kinesis", {"DestinationConfig": UNKNOWN}, id="known at deployment only"),
        pytest.param(
            "sqs",
            {"DestinationConfig": DONE},
            id="a queue, which has none at all: another rule tells",
        ),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
