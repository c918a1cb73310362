"""That a function is in a LambdaNetwork, and what excludes that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from constructs_lib.errors import ConstructError, require_type
from constructs_lib.network.lambda_network import LambdaNetwork
from constructs_lib.network.nat import WAYS_OUT
from constructs_lib.vpc_access import require_security_groups

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aws_cdk import aws_ec2 as ec2


def require_membership(
    network: LambdaNetwork | None,
    security_groups: Sequence[ec2.ISecurityGroup] | None,
    others: Mapping[str, object],
    *,
    needs_internet: bool,
) -> None:
    """A function can be in the network.

    Raises:
        ConstructError: It is none, one of the others is given too, the security groups are not what
            a function can have, or it needs the internet where nothing leads there.
    """
    require_type("needs_internet", needs_internet, bool, "True or False")
    if network is None:
        if needs_internet:
            raise ConstructError(
                "needs_internet must be beside network, got it alone: outside a VPC every function "
                "reaches the internet"
            )
        return
    example = "a LambdaNetwork such as LambdaNetwork(self, 'Network', nat=Nat.per_zone())"
    require_type("network", network, LambdaNetwork, example)
    for prop, value in others.items():
        if value is not None:
            raise ConstructError(f"{prop} must not be beside network, got both")
    require_security_groups(security_groups)
    if needs_internet and not network.leads_out:
        kind = "Nat.none()" if network.nat is not None else "isolated subnets"
        raise ConstructError(
            "function that needs the internet must be in a network that leads there, got "
            f"{kind}: take {WAYS_OUT}"
        )


def network_props(
    network: LambdaNetwork, security_groups: Sequence[ec2.ISecurityGroup] | None
) -> dict[str, Any]:
    """What the CDK's function takes for it."""
    return {
        "vpc": network.vpc,
        "vpc_subnets": network.subnets,
        "security_groups": list(security_groups or [network.security_group]),
        "ipv6_allowed_for_dual_stack": True if network.ipv6 else None,
    }
