from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.broker_without_queue import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_there_is_one_queue_and_no_other(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "mq", Queues=["one", "two"])

    assert finding.message == ("a mapping of an Amazon MQ broker must name exactly 1 queue, got 2")
    assert finding.fix == "set Queues to the one queue that this mapping reads"
    assert finding.at == "Queues"


def test_none_is_too_few(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "mq")

    assert finding.message.endswith("got none")
    assert finding.at == ""


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("mq", {"Queues": ["one"]}, id="one"),
        pytest.param("mq", {"Queues": UNKNOWN}, id="known at deployment only"),
        pytest.param("mq", {"Queues": [UNKNOWN]}, id="name known at deployment only"),
        pytest.param("sqs", {}, id="a queue"),
        pytest.param("unknown", {}, id="source known at deployment only"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
