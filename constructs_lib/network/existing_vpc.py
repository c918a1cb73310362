"""The subnets of a VPC that was there before, for functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aws_cdk import aws_ec2 as ec2

from constructs_lib.errors import ConstructError
from constructs_lib.vpc_access import PUBLIC_PROBLEM, require_vpc_access

if TYPE_CHECKING:
    from collections.abc import Mapping

# jsii takes the properties of a struct one by one.
_SELECTION: Final = (
    "availability_zones",
    "one_per_az",
    "subnet_filters",
    "subnet_group_name",
    "subnet_type",
    "subnets",
)


def require_existing_vpc(
    vpc: ec2.IVpc, subnets: ec2.SubnetSelection | None, own: Mapping[str, object]
) -> None:
    """The VPC is one, and nothing is asked of it that only a VPC of ours can have.

    Raises:
        ConstructError: It is none, the selection is none, or one of these is given.
    """
    require_vpc_access(vpc, subnets, None)
    given = [prop for prop, value in own.items() if value is not None]
    if given:
        raise ConstructError(f"{given[0]} must not be beside vpc, whose owner decides, got both")


def function_subnets(
    vpc: ec2.IVpc, selection: ec2.SubnetSelection | None
) -> tuple[ec2.SelectedSubnets, bool]:
    """The subnets for functions, and whether they lead to the internet.

    Raises:
        ConstructError: Some are public, or some lead out and others do not.
    """
    private = _ids(vpc.private_subnets)
    kind = ec2.SubnetType
    chosen = selection or ec2.SubnetSelection(
        subnet_type=kind.PRIVATE_WITH_EGRESS if private else kind.PRIVATE_ISOLATED
    )
    placed = vpc.select_subnets(**_props(chosen))
    if placed.is_pending_lookup:
        return placed, True  # stand-ins, until the CDK has looked the VPC up and starts again
    if placed.has_public:
        raise ConstructError(PUBLIC_PROBLEM)
    isolated = _ids(vpc.isolated_subnets) & {*placed.subnet_ids}
    if isolated and isolated != {*placed.subnet_ids}:
        raise ConstructError(
            "subnets must all lead out or none, got private and isolated ones: only some of the "
            "invocations would reach the internet"
        )
    return placed, not isolated


def _ids(subnets: list[ec2.ISubnet]) -> set[str]:
    return {each.subnet_id for each in subnets}


def _props(selection: ec2.SubnetSelection) -> dict[str, Any]:
    values = {each: getattr(selection, each) for each in _SELECTION}
    return {each: value for each, value in values.items() if value is not None}
