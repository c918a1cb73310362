from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_without_action import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm


def test_an_alarm_that_tells_nobody_is_found(judge: Judge, with_alarm: WithAlarm) -> None:
    [finding] = judge(rule, with_alarm(AlarmActions=None))

    assert finding.message == "alarm must do something when it fires, got no actions"
    assert finding.fix == "set AlarmActions to an SNS topic"
    assert finding.at == "AlarmActions"


def test_disabled_actions_are_none(judge: Judge, with_alarm: WithAlarm) -> None:
    [finding] = judge(rule, with_alarm(ActionsEnabled=False))

    assert finding.message.endswith("got ActionsEnabled: false")
    assert finding.fix == "set ActionsEnabled to true"
    assert finding.at == "ActionsEnabled"


@pytest.mark.parametrize(
    "asked_by",
    [
        pytest.param(
            {
                "Type": "AWS::CodeDeploy::DeploymentGroup",
                "Properties": {"AlarmConfiguration": {"Alarms": [{"Name": {"Ref": "Alarm"}}]}},
            },
            id="a rollout",
        ),
        pytest.param(
            {
                "Type": "AWS::CloudWatch::CompositeAlarm",
                "Properties": {"AlarmRule": {"Fn::Sub": 'ALARM("${Alarm}") OR ALARM(other)'}},
            },
            id="a composite alarm",
        ),
    ],
)
def test_an_alarm_that_others_ask_needs_none(
    judge: Judge, with_alarm: WithAlarm, asked_by: dict[str, Any]
) -> None:
    assert judge(rule, with_alarm(AlarmActions=None, more={"Asking": asked_by})) == []


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="an action"),
        pytest.param({"AlarmActions": {"Ref": "Unknown"}}, id="unknown"),
        pytest.param({"AlarmActions": None, "Namespace": "Own"}, id="of somebody else"),
        pytest.param({"ActionsEnabled": {"Ref": "Unknown"}}, id="whether enabled is unknown"),
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, given: dict[str, Any]) -> None:
    assert judge(rule, with_alarm(**given)) == []
