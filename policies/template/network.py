"""Where the traffic of a function goes: its subnets, their routes, the ways out of their VPC.

Only what the assembly holds as a whole is told. Anybody can add a route to a table that is there
already, or an endpoint to a VPC: a network that comes in from outside is None throughout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.template.references import identified, is_handed_out
from policies.template.resources.route import Route
from policies.template.resources.route_table import SubnetRouteTableAssociation
from policies.template.resources.subnet import Subnet
from policies.template.resources.vpc_endpoint import GATEWAY, INTERFACE, VpcEndpoint

if TYPE_CHECKING:
    from policies.domain.endpoints import Endpoint
    from policies.template.environment import Environment
    from policies.template.resources.function import Function
    from policies.template.resources.nat_gateway import NatGateway
    from policies.template.resources.route_table import RouteTable

# Adds to route tables what a gateway announces, and no template shows.
_PROPAGATION: Final = "AWS::EC2::VPNGatewayRoutePropagation"


def subnets_of(function: Function) -> list[Subnet] | None:
    """The subnets of a function; None when it has none, or one that the assembly does not hold."""
    ids = function.subnets
    found = [identified(each, Subnet) for each in ids] if isinstance(ids, list) else []
    certain = [subnet for subnet in found if subnet is not None and subnet.is_certain is True]
    return certain if found and len(certain) == len(found) else None


def routes_of(subnet: Subnet) -> list[Route] | None:
    """The routes out of a subnet, those that may not be created included; the local one is not."""
    environment = subnet.template.environment
    if _is_partly_known(environment) or environment.related(Route, "route_table", None):
        return None
    table = route_table_of(subnet)
    if table is not None:
        is_closed = not is_handed_out(table)
        return environment.related(Route, "route_table", table) if is_closed else None
    # A main route table has the local route alone: CloudFormation has no name for it.
    has_main = not environment.related(SubnetRouteTableAssociation, "subnet", subnet)
    is_own = subnet.vpc is not None and not is_handed_out(subnet) and not is_handed_out(subnet.vpc)
    return [] if has_main and is_own else None


def route_table_of(subnet: Subnet) -> RouteTable | None:
    """The route table a subnet is given; None when it is given none, or one not known for sure."""
    environment = subnet.template.environment
    given = environment.related(SubnetRouteTableAssociation, "subnet", subnet)
    is_sure = len(given) == 1 and given[0].is_certain is True
    return given[0].route_table if is_sure else None


def leads_to_internet_gateway(subnet: Subnet) -> bool:
    """True for a subnet that is public for certain."""
    return any(
        route.is_certain is True
        and route.is_default is True
        and route.leads_to_internet_gateway is True
        for route in routes_of(subnet) or ()
    )


def nat_gateway_of(subnet: Subnet) -> NatGateway | None:
    """The NAT gateway of its default route, when the assembly holds it and no other may apply."""
    defaults = [route for route in routes_of(subnet) or () if route.is_default is not False]
    is_sure = len(defaults) == 1 and defaults[0].is_certain is True
    return defaults[0].nat_gateway if is_sure and defaults[0].is_default is True else None


def leads_to_nat_gateway(subnet: Subnet) -> bool:
    """True for a private subnet that certainly reaches the internet through a NAT gateway."""
    return any(
        route.is_certain is True
        and route.is_default is True
        and route.value("NatGatewayId") is not None
        for route in routes_of(subnet) or ()
    )


def unreachable_from(subnet: Subnet, services: list[Endpoint]) -> list[str] | None:
    """Which services a subnet without a way out has no endpoint for; None when it may have one.

    A service with several endpoints counts as reached by any of them, as do its FIPS endpoints:
    which of them a client asks for, its own configuration says.

    Any route is a way out: through a peered VPC or a transit gateway there may be one, too.
    """
    endpoints = _endpoints_of(subnet) if routes_of(subnet) == [] else None
    if endpoints is None:
        return None
    names = [each.service for each in endpoints]
    missing = (each for each in services if not any(_leads_to(each, name) for name in names))
    return sorted({each.prefix for each in missing})


def _leads_to(wanted: Endpoint, name: str) -> bool:
    return wanted.service in name or wanted.prefix in name


def _endpoints_of(subnet: Subnet) -> list[VpcEndpoint] | None:
    """The endpoints that a subnet can reach; None when the assembly does not show them all."""
    vpc, environment = subnet.vpc, subnet.template.environment
    if vpc is None or is_handed_out(vpc):
        return None
    found = environment.related(VpcEndpoint, "vpc", vpc)
    if environment.related(VpcEndpoint, "vpc", None) or any(
        not each.service or each.kind not in (GATEWAY, INTERFACE) for each in found
    ):
        return None
    table = route_table_of(subnet)
    return [
        each
        for each in found
        if each.kind == INTERFACE or table in each.route_tables or None in each.route_tables
    ]


def _is_partly_known(environment: Environment) -> bool:
    """True when a macro, a loop or a VPN may add what belongs to a network."""
    if environment.related(SubnetRouteTableAssociation, "subnet", None):
        return True
    return any(
        template.insertion(template.document.data) is not None
        or template.insertion(template.section("Resources")) is not None
        or _PROPAGATION in template.types
        for template in environment.templates
    )
