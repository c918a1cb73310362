from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollout_alarms_above_default_quota import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


def alarms(count: int) -> dict[str, Any]:
    return {"AlarmConfiguration": {"Alarms": [{"Name": f"a{number}"} for number in range(count)]}}


@pytest.mark.parametrize("count", [11, 50])
def test_more_alarms_than_the_interface_promises_are_found(
    judge: Judge, release: Release, count: int
) -> None:
    [finding] = judge(rule, release(group=alarms(count)))

    assert finding.message == (
        f"alarms of a deployment group must be at most 10 by the API reference, got {count}"
    )
    assert finding.fix == "list 10 alarms or fewer"
    assert finding.at == "AlarmConfiguration.Alarms"


@pytest.mark.parametrize(
    "group",
    [
        pytest.param(alarms(10), id="as many as promised"),
        pytest.param(alarms(51), id="too-many-rollout-alarms says it"),
        pytest.param({"AlarmConfiguration": {"Alarms": {"Ref": "Unknown"}}}, id="unknown"),
    ],
)
def test_silent(judge: Judge, release: Release, group: dict[str, Any]) -> None:
    assert judge(rule, release(group=group)) == []
