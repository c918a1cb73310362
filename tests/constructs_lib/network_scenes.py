"""Networks of each kind, with a function in them that calls services of AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aws_cdk import aws_ec2 as ec2
from aws_cdk.aws_secretsmanager import Secret
from aws_cdk.aws_sns import Topic

from constructs_lib import LambdaNetwork, Nat
from tests.constructs_lib.scenes import detector

if TYPE_CHECKING:
    from aws_cdk import Stack

    from tests.constructs_lib.scenes import Scene

NETWORK_SCENES: Final[dict[str, Scene]] = {}


def scene(build: Scene) -> Scene:
    """The stack that the function builds is tested as a whole, under the function's name."""
    NETWORK_SCENES[build.__name__] = build
    return build


def image() -> ec2.IMachineImage:
    return ec2.MachineImage.generic_linux({"eu-west-1": "ami-0a1b2c3d4e5f6a7b8"})


def caller(stack: Stack, **props: Any) -> None:
    """Reads a secret and publishes."""
    live = detector(stack, **props).release("live")
    Secret.from_secret_name_v2(stack, "Password", "orders/password").grant_read(live)
    arn = "arn:aws:sns:eu-west-1:123456789012:faults"
    Topic.from_topic_arn(stack, "Faults", arn).grant_publish(live)


@scene
def network_without_nat(stack: Stack) -> None:
    caller(stack, network=LambdaNetwork(stack, "Network", nat=Nat.none()))


@scene
def network_with_one_nat(stack: Stack) -> None:
    network = LambdaNetwork(stack, "Network", nat=Nat.single(), flow_logs=False)
    detector(stack, network=network, needs_internet=True)


@scene
def network_with_nat_per_zone(stack: Stack) -> None:
    network = LambdaNetwork(stack, "Network", nat=Nat.per_zone(), flow_logs=False)
    detector(stack, network=network, needs_internet=True)


@scene
def network_with_nat_instance(stack: Stack) -> None:
    nat = Nat.instance(machine_image=image())
    network = LambdaNetwork(stack, "Network", nat=nat, flow_logs=False)
    detector(stack, network=network, needs_internet=True)


@scene
def network_of_both_protocols(stack: Stack) -> None:
    network = LambdaNetwork(stack, "Network", nat=Nat.none(), ipv6=True, flow_logs=False)
    detector(stack, network=network, needs_internet=True)


@scene
def network_in_existing_vpc(stack: Stack) -> None:
    vpc = ec2.Vpc.from_vpc_attributes(
        stack,
        "Vpc",
        vpc_id="vpc-0a1b2c3d",
        availability_zones=["eu-west-1a", "eu-west-1b"],
        isolated_subnet_ids=["subnet-0a1b2c3d", "subnet-1a2b3c4d"],
        isolated_subnet_route_table_ids=["rtb-0a1b2c3d", "rtb-1a2b3c4d"],
    )
    network = LambdaNetwork(stack, "Network", vpc=vpc, endpoints=["sns", "secretsmanager"])
    caller(stack, network=network)
