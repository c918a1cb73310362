from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.stream_option_in_queue_mode import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}
QUEUE = {"SelfManagedKafkaEventSourceConfig": {"ConsumptionMode": "Queue"}}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("StartingPosition", "LATEST"),
        ("StartingPositionTimestamp", 1),
        ("MaximumBatchingWindowInSeconds", 5),
        ("MaximumRetryAttempts", -1),
    ],
)
def test_a_queue_has_no_such_option(judge_mapping: JudgeMapping, name: str, value: Any) -> None:
    [finding] = judge_mapping(rule, "nothing", **QUEUE, **{name: value})

    assert finding.message == (
        f"the option {name} is for the consumption mode Stream, got it in the mode Queue"
    )
    assert finding.fix == f"remove {name}, or read the topic as a Stream"
    assert finding.at == name


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("nothing", QUEUE, id="none of them"),
        pytest.param("nothing", {**QUEUE, "MaximumRetryAttempts": 2}, id="bounded retries"),
        pytest.param(
            "nothing", {**QUEUE, "MaximumRetryAttempts": UNKNOWN}, id="known at deployment only"
        ),
        pytest.param("nothing", {"StartingPosition": "LATEST"}, id="a stream"),
        pytest.param(
            "nothing",
            {"StartingPosition": "LATEST", "SelfManagedKafkaEventSourceConfig": UNKNOWN},
            id="mode known at deployment only",
        ),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
