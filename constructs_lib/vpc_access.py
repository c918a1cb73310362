"""How a function gets into a VPC, and what its role needs for that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam

from constructs_lib.errors import ConstructError, require_count, require_type, seen
from constructs_lib.interfaces import has_property
from policies.domain import limits
from policies.domain.needed_rights import NETWORK_ACTIONS

if TYPE_CHECKING:
    from aws_cdk.aws_ec2 import ISecurityGroup, IVpc, SubnetSelection

PUBLIC_PROBLEM: Final = (
    "subnets must be private, got public ones: an internet gateway serves what has a public "
    "address, and a function never has one"
)


def require_vpc_access(
    vpc: IVpc | None,
    vpc_subnets: SubnetSelection | None,
    security_groups: Sequence[ISecurityGroup] | None,
) -> None:
    """A function can be in there.

    Raises:
        ConstructError: One of them is of another type, subnets or security groups are without
            their VPC, the subnets are public, or the security groups are too many.
    """
    if vpc is not None and not has_property(vpc, "vpc_id"):
        raise ConstructError(f"vpc must be an IVpc such as Vpc.from_lookup(...), got {seen(vpc)}")
    for prop, value in (("vpc_subnets", vpc_subnets), ("security_groups", security_groups)):
        if vpc is None and value is not None:
            raise ConstructError(f"{prop} must be beside vpc, got {prop} alone")
    if vpc_subnets is not None:
        example = "a SubnetSelection such as SubnetSelection(subnet_group_name='Lambda')"
        require_type("vpc_subnets", vpc_subnets, ec2.SubnetSelection, example)
        if vpc_subnets.subnet_type is ec2.SubnetType.PUBLIC:
            raise ConstructError(PUBLIC_PROBLEM)
    require_security_groups(security_groups)


def require_security_groups(security_groups: Sequence[ISecurityGroup] | None) -> None:
    """A function can have them.

    Raises:
        ConstructError: One is of another type, or they are none or too many.
    """
    if security_groups is None:
        return
    if not isinstance(security_groups, Sequence):
        raise ConstructError(
            f"security_groups must be a list of security groups, got {seen(security_groups)}"
        )
    if not security_groups:
        raise ConstructError("security_groups of a function must be at least 1, got none")
    for each in security_groups:
        if not has_property(each, "security_group_id"):
            raise ConstructError(
                f"security_groups must be a list of security groups, got {seen(each)} in it"
            )
    require_count(
        limits.FUNCTION_SECURITY_GROUPS, len(security_groups), prop="security_groups of a function"
    )


def grant_network_interfaces(role: iam.IRole) -> None:
    """Lambda may connect the function with this role, which writes no other function's logs.

    The managed policy AWSLambdaVPCAccessExecutionRole would let it write to every log group.

    See: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
    """
    role.add_to_principal_policy(
        iam.PolicyStatement(actions=list(NETWORK_ACTIONS), resources=["*"])
    )
