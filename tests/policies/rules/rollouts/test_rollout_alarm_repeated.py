from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollout_alarm_repeated import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


@pytest.mark.parametrize(
    ("name", "shown"),
    [pytest.param("errors", "errors", id="by name"), ({"Ref": "BillErrors"}, "BillErrors")],
)
def test_an_alarm_listed_twice_is_found(
    judge: Judge, release: Release, name: Any, shown: str
) -> None:
    alarms = {"Enabled": True, "Alarms": [{"Name": name}, {"Name": "other"}, {"Name": name}]}
    [finding] = judge(rule, release(group={"AlarmConfiguration": alarms}))

    assert finding.message == f"alarm must be listed once, got {shown} 2 times"
    assert finding.fix == "list each alarm once"
    assert finding.at == "AlarmConfiguration.Alarms"


@pytest.mark.parametrize(
    "group",
    [
        pytest.param({}, id="one"),
        pytest.param({"AlarmConfiguration": {"Alarms": [{"Name": "a"}, {"Name": "b"}]}}, id="two"),
        pytest.param(
            {
                "AlarmConfiguration": {
                    "Alarms": [{"Name": {"Ref": "Unknown"}}, {"Name": {"Ref": "Unknown"}}]
                }
            },
            id="unknown",
        ),
        pytest.param({"AlarmConfiguration": {"Alarms": {"Ref": "Unknown"}}}, id="list unknown"),
        pytest.param({"AlarmConfiguration": None}, id="absent"),
    ],
)
def test_silent(judge: Judge, release: Release, group: dict[str, Any]) -> None:
    assert judge(rule, release(group=group)) == []
