from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.pollers_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize(
    ("source", "name", "value", "message"),
    [
        ("sqs", "MinimumPollers", 1, "minimum of pollers must be 2 to 200, got 1"),
        ("sqs", "MinimumPollers", 201, "minimum of pollers must be 2 to 200, got 201"),
        ("sqs", "MaximumPollers", 1, "maximum of pollers must be 2 to 10000, got 1"),
        ("sqs", "MaximumPollers", 10001, "maximum of pollers must be 2 to 10000, got 10001"),
        ("kafka", "MinimumPollers", 0, "minimum of pollers must be 1 to 200, got 0"),
        ("kafka", "MaximumPollers", 2001, "maximum of pollers must be 1 to 2000, got 2001"),
    ],
)
def test_the_bounds_are_those_of_the_source(
    judge_mapping: JudgeMapping, source: str, name: str, value: int, message: str
) -> None:
    [finding] = judge_mapping(rule, source, ProvisionedPollerConfig={name: value})

    assert finding.message == message
    assert finding.at == f"ProvisionedPollerConfig.{name}"
    assert finding.fix.startswith(f"set ProvisionedPollerConfig.{name} to ")


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("sqs", {}, id="absent"),
        pytest.param(
            "sqs",
            {"ProvisionedPollerConfig": {"MinimumPollers": 2, "MaximumPollers": 10000}},
            id="the ends of a queue",
        ),
        pytest.param(
            "kafka",
            {"ProvisionedPollerConfig": {"MinimumPollers": 1, "MaximumPollers": 2000}},
            id="the ends of Kafka",
        ),
        pytest.param(
            "sqs",
            {"ProvisionedPollerConfig": {"MinimumPollers": UNKNOWN}},
            id="known at deployment only",
        ),
        pytest.param(
            "kinesis",
            {"ProvisionedPollerConfig": {"MinimumPollers": 0}},
            id="a stream, which another rule tells",
        ),
        pytest.param(
            "unknown",
            {"ProvisionedPollerConfig": {"MinimumPollers": 1}},
            id="source known at deployment only",
        ),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
