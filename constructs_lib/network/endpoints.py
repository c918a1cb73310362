"""Which interface endpoints a network is asked for, and how they are made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from aws_cdk import TagManager
from aws_cdk import aws_ec2 as ec2

from constructs_lib.errors import ConstructError, require_known, seen
from constructs_lib.interfaces import has_property
from constructs_lib.resources import resource_of
from policies.domain.endpoints import GATEWAY_SERVICES, known_services, services_by_prefix

if TYPE_CHECKING:
    from collections.abc import Iterable

    from constructs import Construct

    Service: TypeAlias = str | ec2.IInterfaceVpcEndpointService
    Endpoints: TypeAlias = str | Sequence[Service]

AUTO: Final = "auto"
_EXAMPLE: Final = "'auto' or a list of services such as ['sqs', 'secretsmanager']"
# The region of a stack that names none is a token, which has points of its own.
_NAME: Final = re.compile(r"com\.amazonaws\.(?:\$\{Token\[[^]]*\]\}|(?!vpce\.)[^.]+)\.(.+)")
_GATEWAYS: Final = {"s3": "S3", "dynamodb": "DYNAMODB"}


def requested(endpoints: Endpoints) -> dict[str, Service]:
    """The services asked for by name, by what the names of their endpoints end with.

    Raises:
        ConstructError: One is none that Keel knows, or `endpoints` is no list of them.
    """
    if endpoints == AUTO:
        return {}
    if isinstance(endpoints, str) or not isinstance(endpoints, Sequence):
        raise ConstructError(f"endpoints must be {_EXAMPLE}, got {seen(endpoints)}")
    return dict(_requested(each) for each in endpoints if each != AUTO)


def _requested(service: object) -> tuple[str, Service]:
    if isinstance(service, str):
        name = _known(service)
        return name, name
    if not has_property(service, "port") or not has_property(service, "name"):
        raise ConstructError(f"endpoints must be {_EXAMPLE}, got {seen(service)} in it")
    of_other = cast("ec2.IInterfaceVpcEndpointService", service)
    name = service.short_name if has_property(service, "short_name") else _end_of(of_other.name)  # type: ignore[attr-defined]  # just asked for
    require_known("name of an endpoint's service", name)
    return name, of_other


def _end_of(name: str) -> str:
    """What stands after the region in the name of a service of AWS; any other name as it is."""
    of_aws = _NAME.fullmatch(name)
    return of_aws[1] if of_aws else name


def _known(name: str) -> str:
    if name in GATEWAY_SERVICES or name in known_services():
        return name
    several = services_by_prefix(name)
    if len(several) == 1:
        return several[0]
    if several:
        raise ConstructError(f"endpoint of {name} must be one of {', '.join(several)}, got {name}")
    plain = _end_of(name.lower())
    near = get_close_matches(plain, [*known_services(), *GATEWAY_SERVICES], n=1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    raise ConstructError(
        f"endpoints must be of services such as 'sqs' or 'kms', got {name!r}: {hint}"
        f"any other is an InterfaceVpcEndpointService('com.amazonaws.eu-west-1.{plain}')"
    )


def one_of_each_zone(placed: ec2.SelectedSubnets) -> list[ec2.ISubnet]:
    """The first subnet of each zone: an endpoint takes one, a function any number."""
    first: dict[str, ec2.ISubnet] = {}
    for zone, subnet in zip(placed.availability_zones, placed.subnets, strict=True):
        first.setdefault(zone, subnet)
    return [*first.values()]


def make_gateway(
    scope: Construct, vpc: ec2.IVpc, name: str, subnets: ec2.SubnetSelection
) -> ec2.GatewayVpcEndpoint:
    """The endpoint in the route tables of the subnets.

    Raises:
        ConstructError: Nobody has said which those are.
    """
    try:
        return ec2.GatewayVpcEndpoint(
            scope,
            f"Endpoint-{name}",
            vpc=vpc,
            service=getattr(ec2.GatewayVpcEndpointAwsService, _GATEWAYS[name]),
            subnets=[subnets],
        )
    except RuntimeError as error:
        if "route table" not in str(error):
            raise
        raise ConstructError(
            f"endpoint of {name} must be for subnets whose route tables are known, got none: give "
            "Vpc.from_vpc_attributes() private_subnet_route_table_ids, or isolated_"
            "subnet_route_table_ids"
        ) from None


def make_interface(
    scope: Construct,
    vpc: ec2.IVpc,
    service: Service,
    name: str,
    *,
    subnets: ec2.SubnetSelection,
    security_group: ec2.ISecurityGroup,
) -> ec2.InterfaceVpcEndpoint:
    """The endpoint in each of the subnets; clients find it by the service's own name."""
    of_aws = ec2.InterfaceVpcEndpointAwsService(service) if isinstance(service, str) else service
    return ec2.InterfaceVpcEndpoint(
        scope,
        f"Endpoint-{name}",
        vpc=vpc,
        service=of_aws,
        subnets=subnets,
        security_groups=[security_group],
        open=False,
    )


def tag_like(model: Construct, made: Iterable[Construct]) -> None:
    """What is made when the tree is complete has the tags that the model has by then.

    Tags are given by an aspect of the CDK's, which has passed.
    """
    tags = _tags_of(model).tag_values()
    for each in made:
        manager = _tags_of(each)
        for key, value in tags.items():
            manager.set_tag(key, value)


def _tags_of(construct: Construct) -> TagManager:
    # Security groups and endpoints take tags, which the type of the answer leaves open.
    return cast("TagManager", TagManager.of(resource_of(construct)))
