from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.function_without_way_out import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.network.conftest import Parts

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
DYNAMODB = {"Fn::Sub": "com.amazonaws.${AWS::Region}.dynamodb"}


def scene(parts: Parts, **others: Any) -> dict[str, Any]:
    return {
        "Vpc": parts.vpc(),
        "A": parts.subnet("A"),
        "B": parts.subnet("B"),
        "Table": parts.table(),
        "OfA": parts.associated("A", "Table"),
        "OfB": parts.associated("B", "Table"),
        "Role": parts.role("dynamodb:GetItem", "sns:Publish", "logs:PutLogEvents"),
        "Quote": parts.function(["A", "B"]),
    } | others


def test_the_services_that_cannot_be_reached_are_named(judge: Judge, parts: Parts) -> None:
    [finding] = judge(rule, scene(parts))

    assert finding.message == (
        "subnets must have a route or an endpoint to what the role is for, "
        "got none to dynamodb, sns from A, B"
    )
    assert finding.fix == (
        "route 0.0.0.0/0 of these subnets to a NAT gateway, or add an endpoint per service"
    )
    assert finding.at == "VpcConfig.SubnetIds"
    assert finding.resource.logical_id == "Quote"


def test_a_subnet_without_a_table_has_the_local_route_of_the_main_one(
    judge: Judge, parts: Parts
) -> None:
    resources = scene(parts)
    del resources["OfA"], resources["OfB"], resources["Table"]

    assert len(judge(rule, resources)) == 1


def test_an_endpoint_leads_to_its_service_alone(judge: Judge, parts: Parts) -> None:
    endpoint = parts.endpoint(DYNAMODB, RouteTableIds=[{"Ref": "Table"}])

    [finding] = judge(rule, scene(parts, Endpoint=endpoint))

    assert "got none to sns from A, B" in finding.message


def test_a_gateway_endpoint_serves_the_tables_it_is_in(judge: Judge, parts: Parts) -> None:
    other = {
        "Other": parts.table(),
        "Endpoint": parts.endpoint(DYNAMODB, RouteTableIds=[{"Ref": "Other"}]),
    }

    [finding] = judge(rule, scene(parts, **other))

    assert "got none to dynamodb, sns from A, B" in finding.message


def test_an_interface_endpoint_serves_the_whole_vpc(judge: Judge, parts: Parts) -> None:
    endpoints = {
        name.title(): parts.endpoint(
            f"com.amazonaws.eu-west-1.{name}", VpcEndpointType="Interface", SubnetIds=["subnet-01"]
        )
        for name in ("dynamodb", "sns")
    }

    assert judge(rule, scene(parts, **endpoints)) == []


def test_what_a_managed_policy_of_aws_allows_counts(judge: Judge, parts: Parts) -> None:
    role = parts.role("logs:PutLogEvents")
    arn = "arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess"
    role["Properties"]["ManagedPolicyArns"] = [arn]

    [finding] = judge(rule, scene(parts, Role=role))

    assert "got none to dynamodb" in finding.message


def test_a_subnet_without_a_way_out_beside_one_that_has_it_is_a_trap(
    judge: Judge, parts: Parts
) -> None:
    half = {
        "Role": parts.role("logs:PutLogEvents"),
        "Inner": parts.table(),
        "OfB": parts.associated("B", "Inner"),
        "WayOut": parts.route("Table", NatGatewayId="nat-0a1b2c3d"),
    }

    [finding] = judge(rule, scene(parts, **half))

    assert finding.message == "subnets must all lead out or none, got no route out of B"
    assert finding.fix == "route 0.0.0.0/0 of these subnets to a NAT gateway, or take them out"


def test_rights_for_sources_and_destinations_are_lambdas_own(judge: Judge, parts: Parts) -> None:
    role = parts.role("sqs:ReceiveMessage", "sqs:DeleteMessage", "sns:Publish")
    mapping = {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {"FunctionName": "x"}}

    assert judge(rule, scene(parts, Role=role, Mapping=mapping)) == []


def test_a_role_of_several_functions_does_not_tell_which_of_them_calls(
    judge: Judge, parts: Parts
) -> None:
    assert judge(rule, scene(parts, Other=parts.function(["subnet-01"]))) == []


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(
            lambda parts: {"WayOut": parts.route("Table", NatGatewayId={"Ref": "Unknown"})},
            id="a NAT",
        ),
        pytest.param(
            lambda parts: {
                "WayOut": parts.route(
                    "Table", TransitGatewayId="tgw-01", DestinationCidrBlock="10.9.0.0/16"
                )
            },
            id="a way that may lead further",
        ),
        pytest.param(
            lambda parts: {
                "WayOut": parts.route("Table", NatGatewayId="nat-01") | {"Condition": "Perhaps"}
            },
            id="a route that may be made",
        ),
        pytest.param(
            lambda parts: {"WayOut": parts.route("Unknown", NatGatewayId="nat-01")},
            id="a route of a table known at deployment only",
        ),
        pytest.param(
            lambda parts: {"OfC": parts.associated("Unknown", "Table")},
            id="a table of subnets known at deployment only",
        ),
        pytest.param(
            lambda parts: {
                "OfA": parts.associated("A", "rtb-01"),
                "OfB": parts.associated("B", "rtb-01"),
            },
            id="a table from outside",
        ),
        pytest.param(
            lambda parts: {"Endpoint": parts.endpoint({"Ref": "Unknown"})},
            id="an endpoint to some service",
        ),
        pytest.param(
            lambda parts: {"Endpoint": parts.endpoint("vpce-svc", VpcEndpointType="Resource")},
            id="an endpoint of another kind",
        ),
        pytest.param(
            lambda parts: {"Endpoint": parts.endpoint(DYNAMODB, VpcId={"Ref": "Unknown"})},
            id="an endpoint of some VPC",
        ),
        pytest.param(
            lambda parts: {"Role": parts.role("logs:PutLogEvents", "ec2:CreateNetworkInterface")},
            id="a role that calls nothing",
        ),
        pytest.param(lambda parts: {"Role": parts.role("*")}, id="a role for anything"),
        pytest.param(
            lambda parts: {"Role": parts.role("dynamodb:GetItem", Effect="Deny")},
            id="a role that may not",
        ),
        pytest.param(
            lambda parts: {
                "Role": parts.role("dynamodb:GetItem", Condition={"Bool": {"aws:x": "true"}})
            },
            id="rights under a condition",
        ),
        pytest.param(
            lambda parts: {"Quote": parts.function(["subnet-01", "subnet-02"])}, id="imported"
        ),
        pytest.param(
            lambda parts: (
                {"A": parts.subnet(vpc="vpc-01"), "B": parts.subnet(vpc="vpc-01")}
                | {"OfA": parts.vpc(), "OfB": parts.vpc()}
            ),
            id="an imported VPC",
        ),
    ],
)
def test_silent(judge: Judge, parts: Parts, changed: Any) -> None:
    assert judge(rule, scene(parts, **changed(parts)), Conditions=CONDITIONS) == []


@pytest.mark.parametrize("exported", ["Vpc", "Table"])
def test_what_other_stacks_import_they_may_add_to(
    judge: Judge, parts: Parts, exported: str
) -> None:
    outputs = {"Shared": {"Value": {"Ref": exported}, "Export": {"Name": "shared"}}}

    assert judge(rule, scene(parts), Outputs=outputs) == []


def test_a_macro_may_add_routes(judge: Judge, parts: Parts) -> None:
    assert judge(rule, scene(parts), Transform="Acme::Network") == []


def test_a_vpn_announces_routes_of_its_own(judge: Judge, parts: Parts) -> None:
    announced = {"Vpn": {"Type": "AWS::EC2::VPNGatewayRoutePropagation"}}

    assert judge(rule, scene(parts, **announced)) == []


@pytest.mark.parametrize(
    "variables",
    [
        pytest.param({"https_proxy": "http://proxy.internal:3128"}, id="a proxy"),
        pytest.param({"AWS_ENDPOINT_URL_DYNAMODB": "http://10.0.0.9"}, id="an own address"),
        pytest.param({"Ref": "Unknown"}, id="perhaps one of them"),
    ],
)
def test_calls_may_go_somewhere_in_the_vpc(judge: Judge, parts: Parts, variables: Any) -> None:
    resources = scene(parts)
    resources["Quote"]["Properties"]["Environment"] = {"Variables": variables}

    assert judge(rule, resources) == []


def test_an_endpoint_is_told_by_its_own_name_where_that_is_another_than_the_service_s(
    judge: Judge, parts: Parts
) -> None:
    role = parts.role("cloudwatch:PutMetricData", "bedrock:InvokeModel", "states:StartExecution")
    endpoints = {
        name: parts.endpoint(
            f"com.amazonaws.eu-west-1.{name}", VpcEndpointType="Interface", SubnetIds=["A"]
        )
        for name in ("monitoring", "bedrock-runtime", "sync-states")
    }

    [finding] = judge(rule, scene(parts, Role=role))

    assert "got none to bedrock, cloudwatch, states from A, B" in finding.message
    assert judge(rule, scene(parts, Role=role, **endpoints)) == []
