from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.route import Route
from policies.template.resources.route_table import SubnetRouteTableAssociation
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

BESIDE = {
    "Gateway": {"Type": "AWS::EC2::InternetGateway"},
    "Vpn": {"Type": "AWS::EC2::VPNGateway"},
    "Nat": {"Type": "AWS::EC2::NatGateway"},
    "Subnet": {"Type": "AWS::EC2::Subnet"},
    "Table": {"Type": "AWS::EC2::RouteTable"},
}


@pytest.fixture
def route(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> Route:
        route = {"Route": {"Type": "AWS::EC2::Route", "Properties": properties}}
        return template_of({**BESIDE, **route}).of(Route)[0]

    return made


def test_it_knows_its_table_and_its_nat_gateway(route: Any, unknown: Any) -> None:
    known = route(RouteTableId={"Ref": "Table"}, NatGatewayId={"Ref": "Nat"})

    assert known.route_table.logical_id == "Table"
    assert known.nat_gateway.logical_id == "Nat"
    assert route(RouteTableId=unknown, NatGatewayId="nat-01").route_table is None
    assert route(RouteTableId=unknown, NatGatewayId="nat-01").nat_gateway is None


def test_the_default_route_is_that_of_all_addresses(route: Any, unknown: Any) -> None:
    assert route(DestinationCidrBlock="0.0.0.0/0").is_default is True
    assert route(DestinationCidrBlock="10.0.0.0/8").is_default is False
    assert route(DestinationIpv6CidrBlock="::/0").is_default is False
    assert isinstance(route(DestinationCidrBlock=unknown).is_default, Unresolved)


@pytest.mark.parametrize(
    ("gateway", "leads", "may"),
    [
        pytest.param({"Ref": "Gateway"}, True, True, id="declared here"),
        pytest.param({"Fn::GetAtt": ["Gateway", "InternetGatewayId"]}, True, True, id="by its id"),
        pytest.param("igw-01", True, True, id="written out"),
        pytest.param({"Ref": "Vpn"}, False, False, id="of a VPN"),
        pytest.param("vgw-01", False, False, id="of a VPN written out"),
        pytest.param(None, False, False, id="none"),
    ],
)
def test_internet_gateways_are_told_from_others(
    route: Any, gateway: Any, *, leads: bool, may: bool
) -> None:
    assert route(GatewayId=gateway).leads_to_internet_gateway is leads
    assert route(GatewayId=gateway).may_lead_to_internet is may


def test_a_gateway_known_at_deployment_may_be_one(route: Any, unknown: Any) -> None:
    assert isinstance(route(GatewayId=unknown).leads_to_internet_gateway, Unresolved)
    assert route(GatewayId=unknown).may_lead_to_internet


def test_an_association_knows_both_ends(template_of: TemplateOf, unknown: Any) -> None:
    def made(subnet: Any, table: Any) -> SubnetRouteTableAssociation:
        properties = {"SubnetId": subnet, "RouteTableId": table}
        kind = SubnetRouteTableAssociation.type_name
        resources = {**BESIDE, "Own": {"Type": kind, "Properties": properties}}
        return template_of(resources).of(SubnetRouteTableAssociation)[0]

    known = made({"Fn::GetAtt": ["Subnet", "SubnetId"]}, {"Ref": "Table"})

    assert (known.subnet, known.route_table) != (None, None)
    assert made(unknown, "rtb-01").subnet is None
    assert made(unknown, "rtb-01").route_table is None
