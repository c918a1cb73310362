"""Which VPC the subnets and the security groups of a function belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.template.references import identified
from policies.template.resources.security_group import SecurityGroup
from policies.template.resources.subnet import Subnet
from policies.template.resources.vpc import Vpc
from policies.template.values import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.resources.function import Function
    from policies.template.values import Value

_DEFAULT_VPC: Final = "the default VPC"
_DEFAULT_GROUP: Final = "DefaultSecurityGroup"


def vpcs_of_subnets(function: Function) -> list[Vpc] | list[str]:
    """The VPCs that its subnets certainly belong to: resources, or ids written out.

    Empty where some are one and some the other, for an id may be that of a resource.
    """
    ids = function.subnets
    subnets = [identified(each, Subnet) for each in ids] if isinstance(ids, list) else []
    stated = [each.vpc_id for each in subnets if each is not None and each.is_certain is True]
    vpcs = [vpc for vpc in (identified(each, Vpc) for each in stated) if vpc is not None]
    written = [each for each in stated if isinstance(each, str)]
    if vpcs and written:
        return []
    return list(dict.fromkeys(vpcs)) or list(dict.fromkeys(written))


def foreign_security_groups(function: Function, own: Vpc | str) -> Iterator[tuple[str, str]]:
    """Its security groups that certainly belong to another VPC than its own: each, and of which."""
    ids = function.security_groups
    for each in ids if isinstance(ids, list) else ():
        group = identified(each, SecurityGroup)
        if group is not None and group.is_certain is True:
            theirs = _vpc_of_group(group.vpc_id, own)
            if theirs is not None:
                yield group.logical_id, theirs
        elif isinstance(each, Reference) and each.attribute == _DEFAULT_GROUP:
            theirs = _other(identified(each, Vpc), own)
            if theirs is not None:
                yield f"{theirs}.{_DEFAULT_GROUP}", theirs


def name_of(vpc: Vpc | str) -> str:
    """What the template calls it."""
    return vpc if isinstance(vpc, str) else vpc.logical_id


def _vpc_of_group(vpc_id: Value, own: Vpc | str) -> str | None:
    if vpc_id is None:
        # An id that is written out may be that of the default VPC.
        return None if isinstance(own, str) else _DEFAULT_VPC
    return _other(vpc_id if isinstance(vpc_id, str) else identified(vpc_id, Vpc), own)


def _other(vpc: Vpc | str | None, own: Vpc | str) -> str | None:
    """The name of a VPC that is certainly not the own one."""
    if vpc is None or isinstance(vpc, str) != isinstance(own, str) or vpc == own:
        return None
    return name_of(vpc)
