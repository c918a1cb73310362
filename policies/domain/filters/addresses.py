"""IP addresses in strings, as event-ruler recognises them.

A pattern's string that looks like an address matches every spelling of that address:
`10.0.0.1` and `010.000.000.001`. The standard library's `ipaddress` refuses leading zeros and
costs more to import than the rest of the filters.
"""

from __future__ import annotations

from typing import Final

from policies.domain import limits

Address = tuple[int, int]
"""The address's bits and its value."""

IPV4_BITS: Final = 32
IPV6_BITS: Final = 128
_GROUPS: Final = 8
_OCTETS: Final = 4
_GROUP_BITS: Final = 16
_LARGEST_OCTET: Final = 255
_LARGEST_GROUP: Final = 0xFFFF
_HEX: Final = frozenset("0123456789abcdefABCDEF")
# Java reads no longer IPv4 literal as an address.
_LONGEST_IPV4: Final = 15
# A longer text cannot be an address: 8 groups with some leading zeros.
_LONGEST_IPV6: Final = 64
# ::ffff:0:0/96 is IPv4 in IPv6's clothes, and Java takes it for IPv4.
_MAPPED_IPV4: Final = 0xFFFF


def address(text: str) -> Address | None:
    """The address that the text spells, None when it spells none."""
    if len(text) > _LONGEST_IPV6:
        return None
    if ":" in text:
        return _ipv6(text)
    return _ipv4(text) if len(text) <= _LONGEST_IPV4 else None


def network(text: str) -> tuple[int, int, int]:
    """Bits, lowest and highest address of a cidr; host bits are ignored.

    Raises:
        ValueError: with what is wrong with it.
    """
    base, slash, mask = text.partition("/")
    if not slash or "/" in mask:
        raise ValueError(f"cidr must be an address, one / and a mask, got {text!r}")
    if not (mask.isascii() and mask.isdigit()):
        raise ValueError(f"the mask of a cidr must be a number of bits, got {mask!r}")
    found = address(base)
    if found is None:
        raise ValueError(f"cidr must start with an IP address, got {base!r}")
    bits, value = found
    limit = limits.FILTER_CIDR_IPV4_BITS if bits == IPV4_BITS else limits.FILTER_CIDR_IPV6_BITS
    # The digits are cut because Python refuses to read thousands of them.
    problem = limit.violation(int(mask[:10]))
    if problem:
        raise ValueError(problem)
    free = bits - int(mask[:10])
    lowest = value >> free << free
    return bits, lowest, lowest | ((1 << free) - 1)


def _ipv4(text: str) -> Address | None:
    octets = text.split(".")
    if len(octets) != _OCTETS:
        return None
    value = 0
    for octet in octets:
        if not (octet.isascii() and octet.isdigit()) or int(octet) > _LARGEST_OCTET:
            return None
        value = value << 8 | int(octet)
    return IPV4_BITS, value


def _ipv6(text: str) -> Address | None:
    head, gap, tail = text.partition("::")
    before, after = _groups(head), _groups(tail)
    if before is None or after is None:
        return None
    missing = _GROUPS - len(before) - len(after)
    if missing < 1 if gap else missing:
        return None
    value = 0
    for group in (*before, *[0] * missing, *after):
        value = value << _GROUP_BITS | group
    if value >> IPV4_BITS == _MAPPED_IPV4:
        return IPV4_BITS, value & (1 << IPV4_BITS) - 1
    return IPV6_BITS, value


def _groups(text: str) -> list[int] | None:
    if not text:
        return []
    groups = []
    for group in text.split(":"):
        if not group or not _HEX.issuperset(group) or int(group, 16) > _LARGEST_GROUP:
            return None
        groups.append(int(group, 16))
    return groups
