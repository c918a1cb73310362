"""The VPC that a LambdaNetwork makes."""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import TYPE_CHECKING, Any, Final

from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_logs as logs

from constructs_lib.errors import ConstructError, require, require_known, require_type
from constructs_lib.log_policy import LogPolicy
from constructs_lib.network.nat import WAYS_OUT, Nat
from constructs_lib.tokens import is_token
from policies.domain import limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aws_cdk import Stack
    from cdk_fck_nat import FckNatInstanceProvider
    from constructs import Construct

FUNCTIONS: Final = "Functions"
_PUBLIC: Final = "Public"
_DATA: Final = "Data"
_GROUPS: Final = 3  # of subnets: each has one in every zone
_RANGE: Final = "10.0.0.0/16"
_ZONES: Final = limits.RECOMMENDED_AVAILABILITY_ZONES
# A third zone can come later without moving a subnet of the first two: their ranges are for ever.
_MOST_ZONES: Final = 3
# What a stack without a region has: it cannot know how many zones there are.
_ZONES_OF_ANY_REGION: Final = 2


def require_own_vpc(
    nat: Nat | None, cidr: str | None, zones: int | None, flow_logs: object, *, stack: Stack
) -> None:
    """A VPC can be made of that.

    Raises:
        ConstructError: One of them is of another type or out of bounds, or the stack must name its
            account and region.
    """
    if nat is None:
        raise ConstructError(f"nat must be given without vpc: Nat.none(), {WAYS_OUT}, got neither")
    require_type("nat", nat, Nat, f"Nat.none(), {WAYS_OUT}")
    _require_range(cidr)
    if zones is not None:
        if isinstance(zones, bool) or not isinstance(zones, int):
            raise ConstructError(f"zones must be an int, {_ZONES} to {_MOST_ZONES}, got {zones!r}")
        if not _ZONES <= zones <= _MOST_ZONES:
            raise ConstructError(f"zones must be {_ZONES} to {_MOST_ZONES}, got {zones}")
        if zones > _ZONES_OF_ANY_REGION and not _has_place(stack):
            raise ConstructError(
                f"zones must be {_ZONES_OF_ANY_REGION} where the stack does not name both account "
                f"and region, got {zones}"
            )
    if flow_logs not in (None, False):
        example = "a FlowLogTrafficType such as FlowLogTrafficType.ALL, or False"
        require_type("flow_logs", flow_logs, ec2.FlowLogTrafficType, example)
    if nat.kind == "instance":
        _fck_nat()
        if nat.machine_image is None:
            _require_default_image(nat, stack)


def _require_default_image(nat: Nat, stack: Stack) -> None:
    if not _has_place(stack):
        raise ConstructError(
            "machine_image of Nat.instance() must be given where the stack does not name both "
            "account and region, got none: the CDK looks the newest up in the account"
        )
    try:
        architecture = ec2.InstanceType(nat.instance_type).architecture
    except RuntimeError:
        raise ConstructError(
            f"instance_type must be one such as 't4g.nano', got {nat.instance_type!r}"
        ) from None
    if architecture is not ec2.InstanceArchitecture.ARM_64:
        raise ConstructError(
            "instance_type must be an ARM one, such as 't4g.nano', for the image of fck-nat, got "
            f"{nat.instance_type!r}: give machine_image for any other"
        )


def _has_place(stack: Stack) -> bool:
    """Whether the CDK can look things up for the stack: zones, images."""
    return not is_token(stack.account) and not is_token(stack.region)


def require_zones(wanted: int | None, made: int) -> None:
    """The region has as many zones as the VPC was to have.

    Raises:
        ConstructError: It has fewer: the CDK would do with those, and divide the range otherwise.
    """
    if made < (wanted or _ZONES):
        raise ConstructError(
            f"zones must be at most {made} in the region of the stack, got {wanted or _ZONES}"
        )


def make_vpc(
    scope: Construct, nat: Nat, *, cidr: str | None, zones: int | None, ipv6: bool
) -> ec2.Vpc:
    """The VPC, with subnets for functions and for data, and public ones where a NAT needs them.

    The default security group stays as AWS makes it: nothing here uses it, and emptying it takes a
    custom resource, that is a Lambda function of the CDK's.
    """
    zones = zones or _ZONES
    # Over IPv6 a subnet leads out without a NAT.
    leads_out = nat.leads_out or ipv6
    provider = _nat_instances(nat) if nat.kind == "instance" else None
    props: dict[str, Any] = {"nat_gateway_provider": provider} if provider else {}
    vpc = ec2.Vpc(
        scope,
        "Vpc",
        ip_addresses=ec2.IpAddresses.cidr(cidr or _RANGE),
        ip_protocol=ec2.IpProtocol.DUAL_STACK if ipv6 else None,
        max_azs=zones,
        reserved_azs=_MOST_ZONES - zones,
        nat_gateways=nat.count(zones),
        restrict_default_security_group=False,
        subnet_configuration=list(_subnets(nat, leads_out=leads_out)),
        gateway_endpoints={
            "S3": ec2.GatewayVpcEndpointOptions(service=ec2.GatewayVpcEndpointAwsService.S3),
            "DynamoDb": ec2.GatewayVpcEndpointOptions(
                service=ec2.GatewayVpcEndpointAwsService.DYNAMODB
            ),
        },
        **props,
    )
    if provider is not None:
        # fck-nat's own group lets nothing in.
        provider.security_group.add_ingress_rule(
            ec2.Peer.ipv4(vpc.vpc_cidr_block), ec2.Port.all_traffic(), "what the VPC sends out"
        )
    return vpc


def log_flows(scope: Construct, vpc: ec2.Vpc, traffic: ec2.FlowLogTrafficType) -> ec2.FlowLog:
    """The flows of the VPC are written to a log group of their own."""
    group = logs.LogGroup(scope, "FlowLogs", retention=LogPolicy().retention)
    return ec2.FlowLog(
        scope,
        "FlowLog",
        resource_type=ec2.FlowLogResourceType.from_vpc(vpc),
        traffic_type=traffic,
        destination=ec2.FlowLogDestination.to_cloud_watch_logs(group),
    )


def _nat_instances(nat: Nat) -> FckNatInstanceProvider:
    return _fck_nat()(
        instance_type=ec2.InstanceType(nat.instance_type), machine_image=nat.machine_image
    )


def _fck_nat() -> type[FckNatInstanceProvider]:
    """What makes NAT instances.

    Raises:
        ConstructError: cdk-fck-nat is not installed.
    """
    try:
        from cdk_fck_nat import FckNatInstanceProvider  # noqa: PLC0415  # an extra of its own
    except ImportError:
        raise ConstructError(
            "Nat.instance() must have cdk-fck-nat, got no such package: "
            "pip install 'lambda-keel[nat-instance]'"
        ) from None
    return FckNatInstanceProvider


def _subnets(nat: Nat, *, leads_out: bool) -> Iterator[ec2.SubnetConfiguration]:
    kind = ec2.SubnetType
    # Where no NAT needs it the range is kept free: a NAT can come later and move no subnet.
    yield ec2.SubnetConfiguration(
        name=_PUBLIC,
        subnet_type=kind.PUBLIC if nat.leads_out else kind.PRIVATE_ISOLATED,
        reserved=None if nat.leads_out else True,
        map_public_ip_on_launch=False if nat.leads_out else None,
    )
    yield ec2.SubnetConfiguration(
        name=FUNCTIONS,
        subnet_type=kind.PRIVATE_WITH_EGRESS if leads_out else kind.PRIVATE_ISOLATED,
    )
    yield ec2.SubnetConfiguration(name=_DATA, subnet_type=kind.PRIVATE_ISOLATED)


def _require_range(cidr: str | None) -> None:
    if cidr is None:
        return
    require_type("cidr", cidr, str, f"a range such as {_RANGE!r}")
    require_known("cidr", cidr)
    try:
        prefix = IPv4Network(cidr).prefixlen
    except ValueError as error:
        raise ConstructError(f"cidr must be a range such as {_RANGE!r}, got {error}") from None
    require(limits.VPC_PREFIX.violation(prefix, label="prefix length of cidr"))
    shortest = (limits.SUBNET_PREFIX.maximum or 0) - (_GROUPS * _MOST_ZONES - 1).bit_length()
    if prefix > shortest:
        raise ConstructError(
            f"cidr must be /{shortest} or larger for {_GROUPS} subnets in each of {_MOST_ZONES} "
            f"zones, got {cidr!r}"
        )
