from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.rollouts import AllAtOnce, Canary, Linear
from policies.template.resources.deployment_group import DeploymentGroup
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def group(template_of: TemplateOf) -> Any:
    def made(more: Any = None, **properties: Any) -> DeploymentGroup:
        own = {"Type": "AWS::CodeDeploy::DeploymentGroup", "Properties": properties}
        return template_of({"Shift": own, **(more or {})}).of(DeploymentGroup)[0]

    return made


def alias(name: Any = {"Ref": "Shift"}) -> dict[str, Any]:  # noqa: B006 - never changed
    return {
        "Fn": {"Type": "AWS::Lambda::Function"},
        "Live": {
            "Type": "AWS::Lambda::Alias",
            "Properties": {"FunctionName": {"Ref": "Fn"}, "Name": "live"},
            "UpdatePolicy": {"CodeDeployLambdaAliasUpdate": {"DeploymentGroupName": name}},
        },
    }


@pytest.mark.parametrize(
    ("name", "strategy"),
    [
        ("CodeDeployDefault.LambdaAllAtOnce", AllAtOnce()),
        ("CodeDeployDefault.LambdaCanary10Percent30Minutes", Canary(10, 30)),
        ("CodeDeployDefault.LambdaLinear10PercentEvery1Minute", Linear(10, 1)),
        ("CodeDeployDefault.LambdaLinear10PercentEvery10Minutes", Linear(10, 10)),
        ({"Fn::Sub": "CodeDeployDefault.LambdaAllAtOnce"}, AllAtOnce()),
        ("CodeDeployDefault.LambdaLinear20PercentEvery1Minute", None),
        ("CodeDeployDefault.ECSAllAtOnce", None),
        ({"Ref": "Unknown"}, None),
        (None, None),
    ],
)
def test_the_strategy_of_codedeploys_own_configurations(
    group: Any, name: Any, strategy: Any
) -> None:
    found = group(DeploymentConfigName=name)

    assert found.strategy == strategy
    assert found.shifts_traffic is (strategy not in (None, AllAtOnce()))


@pytest.mark.parametrize(
    ("routing", "strategy"),
    [
        (
            {
                "Type": "TimeBasedCanary",
                "TimeBasedCanary": {"CanaryPercentage": 5, "CanaryInterval": "60"},
            },
            Canary(5, 60),
        ),
        (
            {
                "Type": "TimeBasedLinear",
                "TimeBasedLinear": {"LinearPercentage": 50, "LinearInterval": 2},
            },
            Linear(50, 2),
        ),
        ({"Type": "AllAtOnce"}, AllAtOnce()),
        ({"Type": "TimeBasedLinear"}, None),
        (
            {
                "Type": "TimeBasedCanary",
                "TimeBasedCanary": {"CanaryPercentage": 100, "CanaryInterval": 5},
            },
            None,
        ),
        (
            {
                "Type": "TimeBasedCanary",
                "TimeBasedCanary": {"CanaryPercentage": {"Ref": "Unknown"}, "CanaryInterval": 5},
            },
            None,
        ),
        ({"Ref": "Unknown"}, None),
    ],
)
@pytest.mark.parametrize("name", [{"Ref": "Own"}, "own"])
def test_the_strategy_of_a_custom_configuration(
    group: Any, routing: Any, strategy: Any, name: Any
) -> None:
    properties = {"DeploymentConfigName": "own", "TrafficRoutingConfig": routing}
    own = {"Type": "AWS::CodeDeploy::DeploymentConfig", "Properties": properties}

    assert group({"Own": own}, DeploymentConfigName=name).strategy == strategy


def test_a_group_knows_the_aliases_that_it_shifts(group: Any) -> None:
    found = group(alias())

    assert [each.logical_id for each in found.aliases] == ["Live"]
    assert [each.logical_id for each in found.functions] == ["Fn"]
    assert group(alias("elsewhere")).aliases == []


@pytest.mark.parametrize(
    ("more", "properties", "is_for_lambda"),
    [
        ({}, {}, False),
        (alias(), {}, True),
        ({}, {"DeploymentConfigName": "CodeDeployDefault.LambdaAllAtOnce"}, True),
        ({}, {"DeploymentConfigName": "CodeDeployDefault.OneAtATime"}, False),
    ],
)
def test_what_it_deploys_to_is_told_by_what_uses_it(
    group: Any, more: Any, properties: Any, *, is_for_lambda: bool
) -> None:
    assert group(more, **properties).is_for_lambda is is_for_lambda


@pytest.mark.parametrize(
    ("platform", "is_for_lambda"),
    [("Lambda", True), ("ECS", False), (None, False), ({"Ref": "Unknown"}, False)],
)
def test_its_application_tells_what_it_deploys_to(
    group: Any, platform: Any, *, is_for_lambda: bool
) -> None:
    properties = {"ComputePlatform": platform, "ApplicationName": "apps"}
    more = {"Apps": {"Type": "AWS::CodeDeploy::Application", "Properties": properties}}

    for name in ({"Ref": "Apps"}, "apps"):
        found = group(more, ApplicationName=name)
        assert found.application.logical_id == "Apps"
        assert found.is_for_lambda is is_for_lambda
    assert group(more, ApplicationName="others").application is None


def test_its_alarms_are_those_of_the_assembly(group: Any) -> None:
    more = {
        "A": {"Type": "AWS::CloudWatch::Alarm"},
        "B": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"AlarmName": "b"}},
    }
    listed = [{"Name": {"Ref": "A"}}, {"Name": "b"}]

    def alarms(*listed: Any, enabled: Any = True) -> Any:
        return group(more, AlarmConfiguration={"Enabled": enabled, "Alarms": list(listed)})

    assert [alarm.logical_id for alarm in alarms(*listed).alarms] == ["A", "B"]
    assert len(alarms(*listed).watching_alarms) == 2
    assert alarms(*listed, enabled=False).watching_alarms == []
    assert alarms(*listed, {"Name": "elsewhere"}).watching_alarms == []
    assert len(alarms(*listed, {"Name": "elsewhere"}).alarms) == 2


def test_alarms_are_known_absent_or_unresolved(group: Any, unknown: Any) -> None:
    assert group().alarm_names == []
    assert isinstance(group(AlarmConfiguration=unknown).alarm_names, Unresolved)
    assert group(AlarmConfiguration=unknown).alarms == []
    [name] = group(AlarmConfiguration={"Alarms": [unknown]}).alarm_names
    assert isinstance(name, Unresolved)


def test_switches_are_known_absent_or_unresolved(group: Any, unknown: Any) -> None:
    found = group(
        AlarmConfiguration={"Enabled": "true", "IgnorePollAlarmFailure": unknown},
        AutoRollbackConfiguration={"Enabled": False, "Events": ["DEPLOYMENT_FAILURE"]},
        DeploymentStyle={"DeploymentType": "IN_PLACE"},
    )

    assert found.has_alarms_enabled is True
    assert isinstance(found.ignores_alarm_poll_failures, Unresolved)
    assert found.rolls_back is False
    assert found.rollback_events == ["DEPLOYMENT_FAILURE"]
    assert found.deployment_type == "IN_PLACE"
    assert found.deployment_option is None
    assert group().has_alarms_enabled is None
    assert group().ignores_alarm_poll_failures is False
    assert group().rolls_back is None


def test_its_role_is_found_by_its_arn(group: Any) -> None:
    more = {"Role": {"Type": "AWS::IAM::Role"}}

    assert group(more, ServiceRoleArn={"Fn::GetAtt": ["Role", "Arn"]}).role.logical_id == "Role"
    assert group(more, ServiceRoleArn={"Ref": "Unknown"}).role is None
