"""The network interfaces that a subnet has to hold at least."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policies.template.references import identified
from policies.template.resources.function import Function
from policies.template.resources.nat_gateway import NatGateway
from policies.template.resources.security_group import SecurityGroup
from policies.template.resources.subnet import Subnet
from policies.template.resources.vpc_endpoint import INTERFACE, VpcEndpoint
from policies.template.values import Reference

if TYPE_CHECKING:
    from collections.abc import Hashable

    from policies.template.values import Value


class Interfaces(NamedTuple):
    """How many there are, by who needs them."""

    of_functions: int
    of_endpoints: int
    of_nat_gateways: int


def interfaces_in(subnet: Subnet) -> Interfaces:
    """The interfaces that the deployment certainly puts into a subnet."""
    environment = subnet.template.environment
    groups = {
        _groups(function)
        for function in environment.resources(Function)
        if function.is_certain is True and _is_listed(subnet, function.subnets)
    }
    endpoints = [
        endpoint
        for endpoint in environment.related(VpcEndpoint, "subnets", subnet)
        if endpoint.is_certain is True and endpoint.kind == INTERFACE
    ]
    gateways = [
        nat for nat in environment.related(NatGateway, "subnet", subnet) if nat.is_certain is True
    ]
    return Interfaces(len(groups - {None}), len(endpoints), len(gateways))


def _is_listed(subnet: Subnet, ids: object) -> bool:
    return isinstance(ids, list) and any(identified(each, Subnet) is subnet for each in ids)


def _groups(function: Function) -> frozenset[Hashable] | None:
    """What makes an interface one that functions share; None when it is not known."""
    ids = function.security_groups
    known = [_known(each) for each in ids] if isinstance(ids, list) else []
    return None if not known or None in known else frozenset(known)


def _known(group_id: Value) -> Hashable:
    if isinstance(group_id, str):
        return group_id
    if not isinstance(group_id, Reference):
        return None
    is_group = isinstance(group_id.resource, SecurityGroup)
    # Both `Ref` and `GroupId` are the id of a group; a VPC has one more, that of its default group.
    return id(group_id.resource), "" if is_group else group_id.attribute
