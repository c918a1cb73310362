"""What the functions of a network may connect to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from aws_cdk import aws_ec2 as ec2

from constructs_lib.errors import ConstructError, seen

if TYPE_CHECKING:
    from collections.abc import Iterator

HTTPS: Final = 443
_EXAMPLE: Final = "a list of ports such as [Port.tcp(443), Port.tcp(587)]"


def require_egress(egress: object) -> None:
    """They are ports.

    Raises:
        ConstructError: One is none: a number, say.
    """
    if egress is None:
        return
    if isinstance(egress, str) or not isinstance(egress, Sequence):
        raise ConstructError(f"egress must be {_EXAMPLE}, got {seen(egress)}")
    for each in egress:
        if not isinstance(each, ec2.Port):
            raise ConstructError(f"egress must be {_EXAMPLE}, got {seen(each)} in it")


def allow_egress(
    group: ec2.SecurityGroup, egress: Sequence[ec2.Port] | None, *, ipv6: bool
) -> None:
    """The group lets these out and nothing else; HTTPS by default.

    To anywhere: the addresses of S3 and DynamoDB, which their gateway endpoints lead to, are public
    ones, and where a network has no way out its routes are what closes it.
    """
    ports = [ec2.Port.tcp(HTTPS)] if egress is None else egress
    for peer in _anywhere(ipv6=ipv6):
        for port in ports:
            group.add_egress_rule(peer, port)


def _anywhere(*, ipv6: bool) -> Iterator[ec2.IPeer]:
    yield ec2.Peer.any_ipv4()
    if ipv6:
        yield ec2.Peer.any_ipv6()
