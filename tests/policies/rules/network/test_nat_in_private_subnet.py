from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.nat_in_private_subnet import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.network.conftest import Parts

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def scene(parts: Parts, **others: Any) -> dict[str, Any]:
    return {
        "Vpc": parts.vpc(),
        "Gateway": parts.internet_gateway(),
        "Where": parts.subnet(),
        "Table": parts.table(),
        "Association": parts.associated("Where", "Table"),
        "Nat": parts.nat("Where"),
    } | others


def test_a_nat_gateway_needs_an_internet_gateway(judge: Judge, parts: Parts) -> None:
    [finding] = judge(rule, scene(parts))

    assert finding.message == (
        "a NAT gateway must be in a public subnet, "
        "got Where, which has no route to an internet gateway"
    )
    assert (
        finding.fix == "set SubnetId to a subnet with a route of 0.0.0.0/0 to an internet gateway"
    )
    assert finding.at == "SubnetId"
    assert finding.resource.logical_id == "Nat"


def test_a_nat_gateway_that_routes_to_itself_is_in_a_private_subnet(
    judge: Judge, parts: Parts
) -> None:
    loop = {"WayOut": parts.route("Table", NatGatewayId={"Ref": "Nat"})}

    assert len(judge(rule, scene(parts, **loop))) == 1


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(
            lambda parts: {"Internet": parts.route("Table", GatewayId={"Ref": "Gateway"})},
            id="public",
        ),
        pytest.param(
            lambda parts: {
                "Internet": parts.route(
                    "Table", GatewayId="igw-01", DestinationCidrBlock="0.0.0.0/1"
                )
            },
            id="public by halves",
        ),
        pytest.param(
            lambda parts: {"Internet": parts.route("Table", GatewayId={"Ref": "Unknown"})},
            id="a gateway known at deployment only",
        ),
        pytest.param(
            lambda parts: {
                "Internet": parts.route("Table", GatewayId={"Ref": "Gateway"})
                | {"Condition": "Perhaps"}
            },
            id="perhaps public",
        ),
        pytest.param(
            lambda parts: {"Association": parts.associated("Where", "rtb-01")},
            id="a route table from outside",
        ),
        pytest.param(lambda parts: {"Nat": parts.nat("subnet-01")}, id="a subnet from outside"),
        pytest.param(
            lambda parts: {"Nat": parts.nat("Where", ConnectivityType="private")},
            id="a private NAT gateway",
        ),
        pytest.param(
            lambda parts: {"Nat": parts.nat("Where", ConnectivityType={"Ref": "Unknown"})},
            id="perhaps a private one",
        ),
        pytest.param(
            lambda parts: {"Nat": parts.nat("Where", AvailabilityMode="regional")},
            id="a regional one",
        ),
    ],
)
def test_silent(judge: Judge, parts: Parts, changed: Any) -> None:
    assert judge(rule, scene(parts, **changed(parts)), Conditions=CONDITIONS) == []
