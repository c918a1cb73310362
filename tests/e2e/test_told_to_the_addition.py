"""What CodeDeploy, Application Auto Scaling and the VPC would have been told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.e2e.addition import RECORDED
from tests.e2e.conftest import APPS
from tests.e2e.deployment import template

if TYPE_CHECKING:
    from tests.e2e.conftest import Assemblies
    from tests.e2e.emulator import Emulator
    from tests.e2e.readback import Account


def group_of(emulator: Emulator, account: Account, release: str) -> dict[str, Any]:
    """The deployment group that the alias of Payments is updated by."""
    [policy] = [
        resource["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]
        for resource in account.template("Payments")["Resources"].values()
        if resource["Type"] == "AWS::Lambda::Alias" and resource["Properties"]["Name"] == release
    ]
    kept = emulator.record()
    physical = account.ids("Payments", "AWS::CodeDeploy::DeploymentGroup")
    group = physical[policy["DeploymentGroupName"]["Ref"]]
    [properties] = [each["properties"] for each in kept if each["id"] == group]
    applications = account.ids("Payments", "AWS::CodeDeploy::Application")
    assert properties["ApplicationName"] == applications[policy["ApplicationName"]["Ref"]]
    found: dict[str, Any] = properties
    return found


def test_each_alias_is_moved_by_a_group_with_the_rollout_of_its_release(first: Account) -> None:
    emulator = first.emulator
    rollouts = {
        release: group_of(emulator, first, release)["DeploymentConfigName"]
        for release in ("DEV", "BETA", "PROD")
    }

    [own] = first.ids("Payments", "AWS::CodeDeploy::DeploymentConfig").values()
    assert rollouts == {
        "DEV": "CodeDeployDefault.LambdaAllAtOnce",
        "BETA": own,
        "PROD": "CodeDeployDefault.LambdaCanary10Percent10Minutes",
    }
    [linear] = emulator.recorded("AWS::CodeDeploy::DeploymentConfig", "Payments")
    assert linear["TrafficRoutingConfig"] == {
        "Type": "TimeBasedLinear",
        "TimeBasedLinear": {"LinearInterval": 1, "LinearPercentage": 20},
    }


def test_a_rollout_is_rolled_back_by_the_alarm_on_its_new_version(first: Account) -> None:
    group = group_of(first.emulator, first, "PROD")

    assert group["DeploymentStyle"] == {
        "DeploymentType": "BLUE_GREEN",
        "DeploymentOption": "WITH_TRAFFIC_CONTROL",
    }
    assert group["AutoRollbackConfiguration"]["Enabled"] is True
    assert "DEPLOYMENT_STOP_ON_ALARM" in group["AutoRollbackConfiguration"]["Events"]
    names = [each["Name"] for each in group["AlarmConfiguration"]["Alarms"]]
    alarms = first.client("cloudwatch").describe_alarms(AlarmNames=names)["MetricAlarms"]
    function = first.function("Payments", "Payments")
    [dimensions] = [dimensions_of(alarm) for alarm in alarms]
    assert dimensions == {
        "FunctionName": function,
        "Resource": f"{function}:PROD",
        "ExecutedVersion": "1",
    }


def dimensions_of(alarm: dict[str, Any]) -> dict[str, str]:
    """Of the alarm's own metric, or of the first of its metrics."""
    dimensions = (
        alarm.get("Dimensions") or alarm["Metrics"][0]["MetricStat"]["Metric"]["Dimensions"]
    )
    return {each["Name"]: each["Value"] for each in dimensions}


def test_the_alias_is_what_scales(first: Account) -> None:
    [target] = first.emulator.recorded("AWS::ApplicationAutoScaling::ScalableTarget", "Parcels")
    [policy] = first.emulator.recorded("AWS::ApplicationAutoScaling::ScalingPolicy", "Parcels")

    assert target["ResourceId"] == f"function:{first.function('Parcels')}:live"
    assert target["ScalableDimension"] == "lambda:function:ProvisionedConcurrency"
    assert (target["MinCapacity"], target["MaxCapacity"]) == (2, 10)
    [target_id] = first.ids("Parcels", "AWS::ApplicationAutoScaling::ScalableTarget").values()
    assert policy["ScalingTargetId"] == target_id
    assert policy["TargetTrackingScalingPolicyConfiguration"]["TargetValue"] == 0.7


def test_the_vpc_has_a_way_out_with_an_address(first: Account) -> None:
    [gateway] = first.emulator.recorded("AWS::EC2::NatGateway", "Parcels")
    [address] = first.ids("Parcels", "AWS::EC2::EIP").values()

    assert gateway["AllocationId"] == f"eipalloc-{address}"
    [gateway_id] = first.ids("Parcels", "AWS::EC2::NatGateway").values()
    function = function_of(first, "Parcels")
    tables = first.client("ec2").describe_route_tables()["RouteTables"]
    routes = {
        association.get("SubnetId"): [route.get("NatGatewayId") for route in table["Routes"]]
        for table in tables
        for association in table["Associations"]
    }
    for subnet in function["VpcConfig"]["SubnetIds"]:
        assert gateway_id in routes[subnet]


def test_the_function_is_in_the_private_subnets_and_reserves_what_it_may_use(
    first: Account,
) -> None:
    parcels = function_of(first, "Parcels")

    assert parcels["ReservedConcurrentExecutions"] == 40
    subnets = set(first.ids("Parcels", "AWS::EC2::Subnet").values())
    assert len(parcels["VpcConfig"]["SubnetIds"]) == 2
    assert set(parcels["VpcConfig"]["SubnetIds"]) < subnets
    [group] = first.ids("Parcels", "AWS::EC2::SecurityGroup").values()
    assert parcels["VpcConfig"]["SecurityGroupIds"] == [group]


def function_of(account: Account, stack: str) -> dict[str, Any]:
    """What the stack's function was made of."""
    [properties] = account.emulator.recorded("AWS::Lambda::Function", stack)
    found: dict[str, Any] = properties
    return found


def test_nothing_of_a_template_was_left_out_of_its_record(
    first: Account, assemblies: Assemblies
) -> None:
    resources = first.client("cloudformation").describe_stack_resources
    for stack in APPS:
        ids = {
            each["LogicalResourceId"]: each["PhysicalResourceId"]
            for each in resources(StackName=stack)["StackResources"]
        }
        kept = {each["id"]: each["properties"] for each in first.emulator.record()}
        for logical_id, resource in template(assemblies.first, stack)["Resources"].items():
            if resource["Type"] in {*RECORDED, "AWS::Lambda::Function"}:
                assert set(resource["Properties"]) <= set(kept[ids[logical_id]]), logical_id


def test_the_addition_has_no_type_that_nothing_needs(first: Account) -> None:
    assert {each["type"] for each in first.emulator.record()} == {
        *RECORDED,
        "AWS::Lambda::Function",
    }
