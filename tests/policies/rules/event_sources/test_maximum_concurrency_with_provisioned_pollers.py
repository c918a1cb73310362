from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.maximum_concurrency_with_provisioned_pollers import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_the_two_bounds_exclude_each_other(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(
        rule,
        "sqs",
        ScalingConfig={"MaximumConcurrency": 20},
        ProvisionedPollerConfig={"MinimumPollers": 2},
    )

    assert finding.message == (
        "maximum concurrency and provisioned pollers exclude each other, got a maximum of 20 "
        "with pollers"
    )
    assert finding.fix == (
        "remove ScalingConfig and set ProvisionedPollerConfig.MaximumPollers, or the other way "
        "round"
    )
    assert finding.at == "ScalingConfig.MaximumConcurrency"


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("sqs", {}, id="neither"),
        pytest.param("sqs", {"ScalingConfig": {"MaximumConcurrency": 20}}, id="a maximum"),
        pytest.param("sqs", {"ProvisionedPollerConfig": {"MinimumPollers": 2}}, id="pollers"),
        pytest.param(
            "sqs",
            {"ScalingConfig": {"MaximumConcurrency": 20}, "ProvisionedPollerConfig": {}},
            id="no pollers",
        ),
        pytest.param(
            "sqs",
            {"ScalingConfig": {"MaximumConcurrency": 20}, "ProvisionedPollerConfig": UNKNOWN},
            id="pollers known at deployment only",
        ),
        pytest.param(
            "sqs",
            {"ScalingConfig": UNKNOWN, "ProvisionedPollerConfig": {"MinimumPollers": 2}},
            id="maximum known at deployment only",
        ),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
