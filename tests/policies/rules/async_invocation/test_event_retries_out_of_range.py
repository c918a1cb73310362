from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.event_retries_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.async_invocation.conftest import JudgeConfiguration


UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize(("value", "fix"), [(-1, "0 or more"), (3, "2 or less")])
def test_a_value_out_of_range_names_the_bounds(
    judge_configuration: JudgeConfiguration, value: int, fix: str
) -> None:
    [finding] = judge_configuration(rule, MaximumRetryAttempts=value)

    assert finding.message == f"retries of an event must be 0 to 2, got {value}"
    assert finding.fix == f"set MaximumRetryAttempts to {fix}"
    assert finding.at == "MaximumRetryAttempts"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param({"MaximumRetryAttempts": 0}, id="the least"),
        pytest.param({"MaximumRetryAttempts": 2}, id="the most"),
        pytest.param({"MaximumRetryAttempts": UNKNOWN}, id="known at deployment only"),
    ],
)
def test_silent(judge_configuration: JudgeConfiguration, properties: dict[str, Any]) -> None:
    assert judge_configuration(rule, **properties) == []
