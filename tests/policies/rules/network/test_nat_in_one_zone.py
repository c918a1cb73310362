from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.nat_in_one_zone import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.network.conftest import Parts


def scene(parts: Parts, nats: tuple[str, str], **others: Any) -> dict[str, Any]:
    return {
        "Vpc": parts.vpc(),
        "A": parts.subnet("A"),
        "B": parts.subnet("B"),
        "TableA": parts.table(),
        "TableB": parts.table(),
        "OfA": parts.associated("A", "TableA"),
        "OfB": parts.associated("B", "TableB"),
        "OutOfA": parts.route("TableA", NatGatewayId={"Ref": nats[0]}),
        "OutOfB": parts.route("TableB", NatGatewayId={"Ref": nats[1]}),
        "Nat": parts.nat("subnet-01"),
        "Nat2": parts.nat("subnet-02"),
        "Quote": parts.function(["A", "B"]),
    } | others


def test_two_zones_that_share_a_nat_gateway_depend_on_one(judge: Judge, parts: Parts) -> None:
    [finding] = judge(rule, scene(parts, ("Nat", "Nat")))

    assert finding.message == (
        "a NAT gateway must be in each of the 2 availability zones of the function, got 1"
    )
    assert finding.fix == "add a NAT gateway per availability zone and route its subnets to it"
    assert finding.at == "VpcConfig.SubnetIds"


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(lambda parts: {"B": parts.subnet("A")}, id="one zone"),
        pytest.param(
            lambda parts: {"B": parts.subnet({"Ref": "Unknown"})},
            id="a zone known at deployment only",
        ),
        pytest.param(
            lambda parts: {"Nat": parts.nat("subnet-01", AvailabilityMode="regional")},
            id="a NAT gateway of the whole region",
        ),
        pytest.param(
            lambda parts: {"OutOfB": parts.route("TableB", NatGatewayId={"Ref": "Unknown"})},
            id="a NAT gateway known at deployment only",
        ),
        pytest.param(
            lambda parts: {"OutOfB": parts.route("TableB", TransitGatewayId="tgw-01")},
            id="another way out",
        ),
        pytest.param(lambda parts: {"Quote": parts.function(["A", "subnet-01"])}, id="imported"),
    ],
)
def test_silent(judge: Judge, parts: Parts, changed: Any) -> None:
    assert judge(rule, scene(parts, ("Nat", "Nat"), **changed(parts))) == []


def test_a_nat_gateway_per_zone_is_silent(judge: Judge, parts: Parts) -> None:
    assert judge(rule, scene(parts, ("Nat", "Nat2"))) == []
