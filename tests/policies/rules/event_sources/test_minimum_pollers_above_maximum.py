from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.minimum_pollers_above_maximum import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_the_minimum_is_not_above_the_maximum(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(
        rule, "sqs", ProvisionedPollerConfig={"MinimumPollers": 11, "MaximumPollers": 10}
    )

    assert finding.message == ("minimum of pollers must be at most the maximum of 10, got 11")
    assert finding.fix == "set MinimumPollers to 10 or less, or MaximumPollers to 11 or more"
    assert finding.at == "ProvisionedPollerConfig.MinimumPollers"


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("sqs", {}, id="absent"),
        pytest.param(
            "sqs",
            {"ProvisionedPollerConfig": {"MinimumPollers": 10, "MaximumPollers": 10}},
            id="the same",
        ),
        pytest.param("sqs", {"ProvisionedPollerConfig": {"MinimumPollers": 11}}, id="no maximum"),
        pytest.param(
            "sqs",
            {"ProvisionedPollerConfig": {"MinimumPollers": 11, "MaximumPollers": UNKNOWN}},
            id="known at deployment only",
        ),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
