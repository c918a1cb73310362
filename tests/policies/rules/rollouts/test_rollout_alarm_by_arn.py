from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.rollout_alarm_by_arn import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release

UNKNOWN = {"Ref": "Unknown"}


def listed(*names: Any) -> dict[str, Any]:
    alarms = [{"Name": name} for name in names]
    return {"AlarmConfiguration": {"Enabled": True, "Alarms": alarms}}


def test_an_arn_is_no_name(judge: Judge, release: Release) -> None:
    arn = {"Fn::GetAtt": ["BillErrors", "Arn"]}
    [finding] = judge(rule, release(group=listed({"Ref": "BillErrors"}, arn)))

    assert finding.message == "alarm must be given by its name, got the ARN of BillErrors"
    assert finding.fix == "write !Ref BillErrors"
    assert finding.at == "AlarmConfiguration.Alarms.1.Name"


@pytest.mark.parametrize(
    "arn",
    [
        "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:errors",
        {"Fn::Sub": "arn:aws:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:errors"},
    ],
)
def test_an_arn_that_is_written_out_is_none_either(
    judge: Judge, release: Release, arn: Any
) -> None:
    [finding] = judge(rule, release(group=listed(arn)))

    assert finding.message == "alarm must be given by its name, got the ARN of one"
    assert finding.fix == "write what stands behind alarm: in it"


@pytest.mark.parametrize("name", [{"Ref": "BillErrors"}, "errors", "arn", UNKNOWN])
def test_silent(judge: Judge, release: Release, name: Any) -> None:
    assert judge(rule, release(group=listed(name))) == []
