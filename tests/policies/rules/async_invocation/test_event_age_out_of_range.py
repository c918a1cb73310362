from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.event_age_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.async_invocation.conftest import JudgeConfiguration


UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize(("value", "fix"), [(59, "60 s or more"), (21601, "21600 s or less")])
def test_a_value_out_of_range_names_the_bounds(
    judge_configuration: JudgeConfiguration, value: int, fix: str
) -> None:
    [finding] = judge_configuration(rule, MaximumEventAgeInSeconds=value)

    assert finding.message == f"event age must be 60 to 21600 s, got {value} s"
    assert finding.fix == f"set MaximumEventAgeInSeconds to {fix}"
    assert finding.at == "MaximumEventAgeInSeconds"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param({"MaximumEventAgeInSeconds": 60}, id="the least"),
        pytest.param({"MaximumEventAgeInSeconds": 21600}, id="the most"),
        pytest.param({"MaximumEventAgeInSeconds": UNKNOWN}, id="known at deployment only"),
    ],
)
def test_silent(judge_configuration: JudgeConfiguration, properties: dict[str, Any]) -> None:
    assert judge_configuration(rule, **properties) == []
