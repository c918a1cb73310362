from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policies.domain.endpoints import Endpoint
from policies.template.network import (
    leads_to_internet_gateway,
    nat_gateway_of,
    routes_of,
    subnets_of,
    unreachable_from,
)
from policies.template.reading import read
from policies.template.resources.function import Function

if TYPE_CHECKING:
    from policies.template.resources.subnet import Subnet
    from tests.policies.template.conftest import CdkOut

NETWORK: dict[str, Any] = {
    "Vpc": {"Type": "AWS::EC2::VPC"},
    "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}}},
    "Table": {"Type": "AWS::EC2::RouteTable"},
    "Association": {
        "Type": "AWS::EC2::SubnetRouteTableAssociation",
        "Properties": {"SubnetId": {"Ref": "Subnet"}, "RouteTableId": {"Ref": "Table"}},
    },
}
SHARED = {"Shared": {"Value": {"Ref": "Subnet"}, "Export": {"Name": "shared-subnet"}}}


def function(subnet: Any) -> dict[str, Any]:
    properties = {"VpcConfig": {"SubnetIds": [subnet], "SecurityGroupIds": ["sg-01"]}}
    return {"Fn": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def only_subnet(cdk_out: CdkOut) -> Subnet:
    reading = read([cdk_out.path])
    assert reading.errors == []
    [own] = [each for found in reading.environments for each in found.resources(Function)]
    subnets = subnets_of(own)
    assert subnets is not None
    [subnet] = subnets
    return subnet


def route(table: Any, **target: Any) -> dict[str, Any]:
    properties = {"RouteTableId": table, "DestinationCidrBlock": "0.0.0.0/0", **target}
    return {"Type": "AWS::EC2::Route", "Properties": properties}


def test_a_network_of_another_stack_is_followed(cdk_out: CdkOut) -> None:
    out = {"Out": route({"Ref": "Table"}, GatewayId="igw-01")}
    cdk_out.stack("Network", NETWORK | out, Outputs=SHARED)
    cdk_out.stack("Shop", function({"Fn::ImportValue": "shared-subnet"}))

    subnet = only_subnet(cdk_out)

    assert leads_to_internet_gateway(subnet)
    assert nat_gateway_of(subnet) is None
    assert unreachable_from(subnet, [Endpoint("sqs", "sqs")]) is None


def test_an_export_within_the_assembly_leaves_it_closed(cdk_out: CdkOut) -> None:
    cdk_out.stack("Network", NETWORK, Outputs=SHARED)
    cdk_out.stack("Shop", function({"Fn::ImportValue": "shared-subnet"}))

    subnet = only_subnet(cdk_out)

    assert routes_of(subnet) == []
    assert unreachable_from(subnet, [Endpoint("sqs", "sqs")]) == ["sqs"]


def test_a_nested_stack_gets_its_subnet_as_a_parameter(cdk_out: CdkOut) -> None:
    nested = {
        "Type": "AWS::CloudFormation::Stack",
        "Metadata": {"aws:asset:path": "nested.template.json"},
        "Properties": {"Parameters": {"Where": {"Ref": "Subnet"}}},
    }
    template = {
        "Parameters": {"Where": {"Type": "String"}},
        "Resources": function({"Ref": "Where"}),
    }
    cdk_out.write("nested.template.json", template)
    cdk_out.stack("Shop", NETWORK | {"Nested": nested})

    assert routes_of(only_subnet(cdk_out)) == []


def test_another_stack_of_the_environment_may_add_routes(cdk_out: CdkOut) -> None:
    exported = {"Table": {"Value": {"Ref": "Table"}, "Export": {"Name": "table"}}}
    cdk_out.stack("Shop", NETWORK | function({"Ref": "Subnet"}), Outputs=exported)
    out = {"Out": route({"Fn::ImportValue": "table"}, NatGatewayId="nat-01")}
    cdk_out.stack("Egress", out)

    assert [each.logical_id for each in routes_of(only_subnet(cdk_out)) or ()] == ["Out"]
