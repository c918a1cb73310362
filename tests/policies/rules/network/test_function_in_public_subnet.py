from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.function_in_public_subnet import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.network.conftest import Parts

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def scene(parts: Parts, **others: Any) -> dict[str, Any]:
    return {
        "Vpc": parts.vpc(),
        "Gateway": parts.internet_gateway(),
        "Outside": parts.subnet(),
        "Table": parts.table(),
        "Association": parts.associated("Outside", "Table"),
        "Internet": parts.route("Table", GatewayId={"Ref": "Gateway"}),
        "Notify": parts.function(["Outside"]),
    } | others


def test_a_default_route_to_an_internet_gateway_makes_it_public(judge: Judge, parts: Parts) -> None:
    [finding] = judge(rule, scene(parts))

    assert finding.message == (
        "subnets must be private, got Outside with a route to an internet gateway, of no use to a "
        "function without a public address"
    )
    assert finding.fix == "take subnets whose default route leads to a NAT gateway"
    assert finding.at == "VpcConfig.SubnetIds"
    assert finding.resource.logical_id == "Notify"


def test_the_public_ones_among_the_subnets_are_named(judge: Judge, parts: Parts) -> None:
    inside = {"Inside": parts.subnet("B"), "Notify": parts.function(["Inside", "Outside"])}

    [finding] = judge(rule, scene(parts, **inside))

    assert "got Outside with" in finding.message


def test_an_internet_gateway_outside_the_template_is_known_by_its_id(
    judge: Judge, parts: Parts
) -> None:
    assert judge(rule, scene(parts, Internet=parts.route("Table", GatewayId="igw-0a1b2c3d")))


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(
            lambda parts: {"Internet": parts.route("Table", NatGatewayId="nat-01")}, id="a NAT"
        ),
        pytest.param(
            lambda parts: {"Internet": parts.route("Table", GatewayId="vgw-01")}, id="a VPN"
        ),
        pytest.param(
            lambda parts: {"Internet": parts.route("Table", GatewayId={"Ref": "Unknown"})},
            id="a gateway known at deployment only",
        ),
        pytest.param(
            lambda parts: {
                "Internet": parts.route(
                    "Table", GatewayId={"Ref": "Gateway"}, DestinationCidrBlock="8.8.8.8/32"
                )
            },
            id="a route to some addresses",
        ),
        pytest.param(
            lambda parts: {"Internet": parts.route("Unknown", GatewayId={"Ref": "Gateway"})},
            id="a route of a table known at deployment only",
        ),
        pytest.param(
            lambda parts: {
                "Internet": parts.route("Table", GatewayId={"Ref": "Gateway"})
                | {"Condition": "Perhaps"}
            },
            id="a route that may not be made",
        ),
        pytest.param(
            lambda parts: {"Association": parts.associated("Unknown", "Table")},
            id="another subnet's table",
        ),
        pytest.param(lambda parts: {"Notify": parts.function(["subnet-01"])}, id="imported"),
        pytest.param(
            lambda parts: {"Notify": parts.function(["Outside", "subnet-01"])},
            id="imported in part",
        ),
        pytest.param(
            lambda parts: {"Notify": parts.function({"Ref": "Unknown"})},
            id="subnets known at deployment only",
        ),
        pytest.param(
            lambda parts: {"Notify": parts.function(["Outside"], Ipv6AllowedForDualStack=True)},
            id="IPv6, which the gateway serves",
        ),
        pytest.param(
            lambda parts: {
                "Notify": parts.function(["Outside"], Ipv6AllowedForDualStack={"Ref": "Unknown"})
            },
            id="perhaps IPv6",
        ),
    ],
)
def test_silent(judge: Judge, parts: Parts, changed: Any) -> None:
    assert judge(rule, scene(parts, **changed(parts)), Conditions=CONDITIONS) == []
