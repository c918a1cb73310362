from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.gate.check import check
from policies.rules.rollouts.rollout_without_alarm import check as rule

if TYPE_CHECKING:
    from pathlib import Path

    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


def test_a_rollout_that_nobody_watches_is_found(judge: Judge, release: Release) -> None:
    [finding] = judge(rule, release(group={"AlarmConfiguration": None}))

    assert finding.message == (
        "canary of 10 % for 5 min must have an alarm that can stop it, got none"
    )
    assert finding.fix == (
        "list an alarm on the errors of the alias in AlarmConfiguration and set Enabled to true "
        "there"
    )
    assert finding.at == "AlarmConfiguration"
    assert finding.resource.logical_id == "Shift"


@pytest.mark.parametrize(
    "alarms", [{"Enabled": False}, {"Alarms": []}, {"Enabled": False, "Alarms": []}]
)
def test_a_list_without_alarms_is_none(judge: Judge, release: Release, alarms: Any) -> None:
    assert len(judge(rule, release(group={"AlarmConfiguration": alarms}))) == 1


def test_a_linear_rollout_needs_one_as_well(judge: Judge, release: Release) -> None:
    linear = "CodeDeployDefault.LambdaLinear10PercentEvery2Minutes"
    [finding] = judge(rule, release(linear, group={"AlarmConfiguration": None}))

    assert finding.message.startswith("linear rollout of 10 % every 2 min must have")


def test_a_custom_configuration_is_followed(judge: Judge, release: Release) -> None:
    routing = {
        "Type": "TimeBasedCanary",
        "TimeBasedCanary": {"CanaryPercentage": 25, "CanaryInterval": 9},
    }
    config = {
        "Type": "AWS::CodeDeploy::DeploymentConfig",
        "Properties": {"ComputePlatform": "Lambda", "TrafficRoutingConfig": routing},
    }
    group = {"AlarmConfiguration": None}
    [finding] = judge(rule, release({"Ref": "Own"}, group=group, more={"Own": config}))

    assert finding.message.startswith("canary of 25 % for 9 min must have")


@pytest.mark.parametrize(
    ("config", "alarms"),
    [
        pytest.param("CodeDeployDefault.LambdaAllAtOnce", None, id="nothing to stop"),
        pytest.param("CodeDeployDefault.ECSCanary10Percent5Minutes", None, id="not Lambda's"),
        pytest.param("own-canary", None, id="a configuration that is elsewhere"),
        pytest.param({"Ref": "Unknown"}, None, id="configuration unknown"),
        pytest.param(None, None, id="no configuration"),
    ],
)
def test_silent(judge: Judge, release: Release, config: Any, alarms: Any) -> None:
    assert judge(rule, release(config, group={"AlarmConfiguration": alarms})) == []


@pytest.mark.parametrize(
    "alarms",
    [
        pytest.param({"Ref": "Unknown"}, id="alarms unknown"),
        pytest.param({"Alarms": {"Ref": "Unknown"}}, id="list unknown"),
        pytest.param({"Enabled": True}, id="rollout-alarms-empty says it"),
        pytest.param({"Enabled": False, "Alarms": [{"Name": "a"}]}, id="disabled"),
    ],
)
def test_silent_where_there_may_be_one(judge: Judge, release: Release, alarms: Any) -> None:
    assert judge(rule, release(group={"AlarmConfiguration": alarms})) == []


SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Quote:
    Type: AWS::Serverless::Function
    Properties:
      Handler: quote.handler
      Runtime: python3.13
      CodeUri: src/
      AutoPublishAlias: live
      DeploymentPreference: {Type: Canary10Percent5Minutes}
"""


def test_sam_is_told_of_the_property_that_it_has(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(SAM)

    [verdict] = check(tmp_path / "template.yaml", rules=[rule]).verdicts

    assert verdict.fix == (
        "list an alarm on the errors of the alias in Alarms of DeploymentPreference"
    )
    assert verdict.property == "DeploymentPreference"
