"""How many addresses a range of a network has, and how many of them are free."""

from __future__ import annotations

from typing import Final, NamedTuple

from policies.domain.limits import RESERVED_SUBNET_ADDRESSES

_IPV4_BITS: Final = 32


def prefix_length(cidr: str) -> int | None:
    """The prefix length of a range such as `10.0.0.0/20`; None for what is no IPv4 range."""
    _, slash, bits = cidr.partition("/")
    if not slash or not bits.isdecimal() or len(bits) > len(str(_IPV4_BITS)):
        return None
    return int(bits) if int(bits) <= _IPV4_BITS else None


def range_size(cidr: str) -> int | None:
    """How many IPv4 addresses a range has; None for what is none."""
    prefix = prefix_length(cidr)
    return None if prefix is None else 1 << (_IPV4_BITS - prefix)


class SubnetAddresses(NamedTuple):
    """The addresses of one subnet, and who takes them.

    Lambda makes one interface for each combination of subnet and security groups, shared by all
    functions that have it, and more of them under load: `left` is what there is at rest.

    Attributes:
        subnet: Its name.
        cidr: Its range.
        size: How many addresses the range has; None where only the deployment knows.
        functions: Interfaces of functions: one for each set of security groups among them.
        endpoints: Interfaces of endpoints.
        nats: Interfaces of NAT gateways or instances.

    See: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
    """

    subnet: str
    cidr: str | None
    size: int | None
    functions: int = 0
    endpoints: int = 0
    nats: int = 0

    @property
    def taken(self) -> int:
        """How many interfaces have an address there."""
        return self.functions + self.endpoints + self.nats

    @property
    def usable(self) -> int | None:
        """How many addresses AWS leaves of the range."""
        return None if self.size is None else max(self.size - RESERVED_SUBNET_ADDRESSES, 0)

    @property
    def left(self) -> int | None:
        """How many are free; below 0 where the interfaces do not fit."""
        return None if self.usable is None else self.usable - self.taken

    @property
    def problem(self) -> str | None:
        """What is wrong where the interfaces do not fit; None where they do, or may."""
        if self.left is None or self.left >= 0:
            return None
        return (
            f"subnet must have {self.taken} addresses for the interfaces in it, got {self.usable} "
            f"({self.size} less the {RESERVED_SUBNET_ADDRESSES} that AWS keeps)"
        )

    def __str__(self) -> str:
        takers = {"functions": self.functions, "endpoints": self.endpoints, "NAT": self.nats}
        taken = ", ".join(f"{number} for {who}" for who, number in takers.items() if number)
        taken = taken or "none taken"
        if self.left is None:
            return f"{self.subnet}: a range known at deployment only ({taken})"
        return f"{self.subnet} {self.cidr}: {self.left} of {self.usable} addresses left ({taken})"
