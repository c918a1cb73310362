from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.vpc_endpoint import GATEWAY, INTERFACE, VpcEndpoint
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def endpoint(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> VpcEndpoint:
        resources = {
            "Vpc": {"Type": "AWS::EC2::VPC"},
            "Subnet": {"Type": "AWS::EC2::Subnet"},
            "Table": {"Type": "AWS::EC2::RouteTable"},
            "Own": {"Type": "AWS::EC2::VPCEndpoint", "Properties": properties},
        }
        return template_of(resources).of(VpcEndpoint)[0]

    return made


def test_by_default_it_is_a_gateway(endpoint: Any, unknown: Any) -> None:
    assert endpoint().kind == GATEWAY
    assert endpoint(VpcEndpointType="Interface").kind == INTERFACE
    assert isinstance(endpoint(VpcEndpointType=unknown).kind, Unresolved)


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("com.amazonaws.eu-west-1.s3", "com.amazonaws.eu-west-1.s3"),
        ({"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}, ".s3"),
        ({"Fn::Join": ["", ["com.amazonaws.", {"Ref": "AWS::Region"}, ".sqs"]]}, ".sqs"),
        ({"Fn::Sub": "com.amazonaws.eu-west-1.${Unknown}"}, ""),
        ({"Ref": "Unknown"}, ""),
        (None, ""),
    ],
)
def test_its_service_is_known_by_the_end_of_the_name(
    endpoint: Any, name: Any, service: str
) -> None:
    assert endpoint(ServiceName=name).service == service


def test_what_it_is_in_is_found_or_told_to_be_elsewhere(endpoint: Any, unknown: Any) -> None:
    known = endpoint(
        VpcId={"Ref": "Vpc"},
        RouteTableIds=[{"Ref": "Table"}, "rtb-01"],
        SubnetIds=[unknown, {"Ref": "Subnet"}],
    )

    assert known.vpc.logical_id == "Vpc"
    assert [table and table.logical_id for table in known.route_tables] == ["Table", None]
    assert [subnet and subnet.logical_id for subnet in known.subnets] == [None, "Subnet"]
    assert endpoint(SubnetIds=unknown).subnets == [None]
    assert endpoint().route_tables == []
    assert endpoint().vpc is None
