from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollout_alarm_ignores_missing_data import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


def test_a_state_that_outlasts_the_rollout_is_found(judge: Judge, release: Release) -> None:
    [finding] = judge(rule, release(alarm={"TreatMissingData": "ignore"}))

    assert finding.message == "alarm of Shift must leave its state where no data comes, got ignore"
    assert finding.fix == "set TreatMissingData to notBreaching"
    assert finding.at == "TreatMissingData"
    assert finding.resource.logical_id == "BillErrors"


@pytest.mark.parametrize(
    "alarm",
    [
        pytest.param({}, id="not breaching"),
        pytest.param({"TreatMissingData": None}, id="the default"),
        pytest.param({"TreatMissingData": {"Ref": "Unknown"}}, id="unknown"),
        pytest.param({"TreatMissingData": "ignore", "Namespace": "Own"}, id="not Lambda's"),
    ],
)
def test_silent(judge: Judge, release: Release, alarm: dict[str, Any]) -> None:
    assert judge(rule, release(alarm=alarm)) == []


@pytest.mark.parametrize(
    "alarms", [None, {"Enabled": False, "Alarms": [{"Name": {"Ref": "BillErrors"}}]}]
)
def test_an_alarm_that_no_rollout_asks_is_not_judged(
    judge: Judge, release: Release, alarms: Any
) -> None:
    resources = release(group={"AlarmConfiguration": alarms}, alarm={"TreatMissingData": "ignore"})

    assert judge(rule, resources) == []
