from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollout_alarm_breaching_on_missing_data import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


def test_a_quiet_function_that_rolls_back_is_found(judge: Judge, release: Release) -> None:
    [finding] = judge(rule, release(alarm={"TreatMissingData": "breaching"}))

    assert finding.message == "alarm of Shift must not fire where no data comes, got breaching"
    assert finding.fix == "set TreatMissingData to notBreaching"
    assert finding.at == "TreatMissingData"
    assert finding.resource.logical_id == "BillErrors"


@pytest.mark.parametrize(
    "alarm",
    [
        pytest.param({}, id="not breaching"),
        pytest.param({"TreatMissingData": None}, id="the default"),
        pytest.param({"TreatMissingData": {"Ref": "Unknown"}}, id="unknown"),
        pytest.param({"TreatMissingData": "breaching", "Namespace": "Own"}, id="not Lambda's"),
        pytest.param(
            {"TreatMissingData": "breaching", "ComparisonOperator": "LessThanThreshold"},
            id="on too few",
        ),
        pytest.param(
            {"TreatMissingData": "breaching", "ComparisonOperator": {"Ref": "Unknown"}},
            id="comparison unknown",
        ),
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
    resources = release(
        group={"AlarmConfiguration": alarms}, alarm={"TreatMissingData": "breaching"}
    )

    assert judge(rule, resources) == []
