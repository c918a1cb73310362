"""How often a network asks the Node process of jsii, when it is made and at synthesis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import App, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk.aws_sns import Topic

from constructs_lib import LambdaNetwork, Nat
from policies.domain.endpoints import GATEWAY_SERVICES, known_services
from tests.constructs_lib.network_scenes import image
from tests.constructs_lib.scenes import detector

if TYPE_CHECKING:
    from collections.abc import Callable

    from constructs_lib import VersionedFunction

    MakeFunction = Callable[..., VersionedFunction]
    RoundTrips = Callable[[], Any]

FAULTS = "arn:aws:sns:eu-west-1:123456789012:faults"


@pytest.mark.parametrize(
    ("nat", "trips"),
    [
        (Nat.none(), 29),
        (Nat.single(), 25),
        (Nat.per_zone(), 25),
        (Nat.instance(machine_image=image()), 32),
    ],
    ids=["none", "single", "per zone", "instance"],
)
def test_a_network_is_made_in_few_round_trips(
    stack: Stack, round_trips: RoundTrips, nat: Nat, trips: int
) -> None:
    LambdaNetwork(stack, "First", nat=nat)  # makes what the process has once

    with round_trips() as requests:
        LambdaNetwork(stack, "Second", nat=nat)

    assert len(requests) == trips


def test_a_function_in_a_network_costs_what_one_in_a_vpc_does(
    stack: Stack, make_function: MakeFunction, round_trips: RoundTrips
) -> None:
    network = LambdaNetwork(stack, "Network", nat=Nat.none())
    make_function("First", network=network)
    groups = [network.security_group]

    with round_trips() as in_vpc:
        make_function("Plain", vpc=network.vpc, vpc_subnets=network.subnets, security_groups=groups)
    with round_trips() as in_network:
        make_function("Ours", network=network)

    assert len(in_network) == len(in_vpc)


def test_endpoints_that_follow_the_roles_cost_seven_round_trips_a_function(
    round_trips: RoundTrips,
) -> None:
    def trips(functions: int) -> int:
        app = App(builtin_cloud_formation_validation=False)
        stack = Stack(app, "Scene")
        network = LambdaNetwork(stack, "Network", nat=Nat.none())
        for number in range(functions):
            scope = Stack(app, f"Of{number}")
            function = detector(scope, network=network)
            Topic.from_topic_arn(scope, "Faults", FAULTS).grant_publish(function)
        with round_trips() as requests:
            app.synth()
        return len(requests)

    assert trips(3) - trips(2) == 7


def test_the_cdk_knows_the_endpoints_that_we_do() -> None:
    services = ec2.InterfaceVpcEndpointAwsService
    constants = [each for each in vars(services) if each.isupper()]
    names = {getattr(services, each).short_name for each in constants}
    ours = {*known_services(), *GATEWAY_SERVICES} - {"s3"}

    assert ours <= names
