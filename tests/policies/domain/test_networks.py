from __future__ import annotations

import pytest

from policies.domain.networks import SubnetAddresses, prefix_length, range_size


@pytest.mark.parametrize(
    ("cidr", "prefix", "size"),
    [
        ("10.0.0.0/28", 28, 16),
        ("10.0.0.0/16", 16, 65536),
        ("0.0.0.0/0", 0, 1 << 32),
        ("10.0.0.0", None, None),
        ("10.0.0.0/33", None, None),
        ("10.0.0.0/+8", None, None),
        ("10.0.0.0/016", None, None),
    ],
)
def test_a_range_has_as_many_addresses_as_its_prefix_leaves(
    cidr: str, prefix: int | None, size: int | None
) -> None:
    assert prefix_length(cidr) == prefix
    assert range_size(cidr) == size


def test_aws_keeps_five_addresses_and_interfaces_take_the_others() -> None:
    subnet = SubnetAddresses("Private", "10.0.0.0/28", 16, functions=2, endpoints=3, nats=1)

    assert (subnet.usable, subnet.taken, subnet.left) == (11, 6, 5)
    assert subnet.problem is None
    assert str(subnet) == (
        "Private 10.0.0.0/28: 5 of 11 addresses left (2 for functions, 3 for endpoints, 1 for NAT)"
    )


def test_a_subnet_is_full_to_its_last_address() -> None:
    full = SubnetAddresses("Private", "10.0.0.0/28", 16, functions=11)

    assert full.problem is None
    assert full._replace(functions=12).problem == (
        "subnet must have 12 addresses for the interfaces in it, got 11 "
        "(16 less the 5 that AWS keeps)"
    )


def test_of_a_range_that_is_not_known_nothing_is_told() -> None:
    subnet = SubnetAddresses("Private", None, None, functions=1)

    assert (subnet.usable, subnet.left, subnet.problem) == (None, None, None)
    assert str(subnet) == "Private: a range known at deployment only (1 for functions)"


def test_a_range_of_less_than_aws_keeps_has_none_for_others() -> None:
    assert SubnetAddresses("Tiny", "10.0.0.0/30", 4).usable == 0
