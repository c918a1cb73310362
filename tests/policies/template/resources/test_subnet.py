from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.subnet import Subnet
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def subnet(template_of: TemplateOf) -> Any:
    def made(beside: dict[str, Any] | None = None, **properties: Any) -> Subnet:
        resources = {
            "Vpc": {"Type": "AWS::EC2::VPC"},
            "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": properties},
            **(beside or {}),
        }
        return template_of(resources).of(Subnet)[0]

    return made


def test_its_vpc_is_found_by_each_attribute(subnet: Any, unknown: Any) -> None:
    for vpc_id in ({"Ref": "Vpc"}, {"Fn::GetAtt": ["Vpc", "VpcId"]}):
        assert subnet(VpcId=vpc_id).vpc.logical_id == "Vpc"
    assert subnet(VpcId="vpc-01").vpc is None
    assert subnet(VpcId=unknown).vpc is None


@pytest.mark.parametrize(
    ("cidr", "addresses"),
    [
        ("10.0.0.0/28", 16),
        ("10.0.0.0/16", 65536),
        ("10.0.0.0/32", 1),
        ("10.0.0.0/33", None),
        ("10.0.0.0/-1", None),
        ("10.0.0.0/x", None),
        ("10.0.0.0/0000000000000000000000000000000000000024", None),
        ("10.0.0.0", None),
        (None, None),
    ],
)
def test_the_size_of_its_range_is_counted(subnet: Any, cidr: Any, addresses: int | None) -> None:
    assert subnet(CidrBlock=cidr).addresses == addresses


def test_the_size_of_a_range_known_at_deployment_is_not(subnet: Any, unknown: Any) -> None:
    assert subnet(CidrBlock=unknown).addresses is None


@pytest.mark.parametrize(
    ("properties", "zone"),
    [
        ({"AvailabilityZone": "eu-west-1a"}, "eu-west-1a"),
        ({"AvailabilityZoneId": "euw1-az2"}, "euw1-az2"),
        (
            {"AvailabilityZone": {"Fn::Select": [1, {"Fn::GetAZs": ""}]}},
            "zone 1 of the region",
        ),
        (
            {"AvailabilityZone": {"Fn::Select": ["1", {"Fn::GetAZs": {"Ref": "AWS::Region"}}]}},
            "zone 1 of the region",
        ),
        ({}, None),
    ],
)
def test_its_zone_has_a_name_or_a_number(subnet: Any, properties: Any, zone: str | None) -> None:
    assert subnet(**properties).zone == zone


@pytest.mark.parametrize(
    "zone",
    [
        {"Ref": "Unknown"},
        {"Fn::Select": [{"Ref": "Unknown"}, {"Fn::GetAZs": ""}]},
        {"Fn::Select": [0, {"Ref": "Unknown"}]},
        {"Fn::Select": "x"},
    ],
)
def test_a_zone_known_at_deployment_has_neither(subnet: Any, zone: Any) -> None:
    assert isinstance(subnet(AvailabilityZone=zone).zone, Unresolved)


def test_it_is_dual_stack_by_itself_or_by_what_it_is_given(subnet: Any, unknown: Any) -> None:
    def given(to: Any) -> dict[str, Any]:
        properties = {"SubnetId": to, "Ipv6CidrBlock": "2001:db8::/64"}
        return {"Range": {"Type": "AWS::EC2::SubnetCidrBlock", "Properties": properties}}

    assert subnet().is_dual_stack is False
    assert subnet(Ipv6CidrBlock="2001:db8::/64").is_dual_stack is True
    assert subnet(Ipv6IpamPoolId="ipam-pool-01").is_dual_stack is True
    assert isinstance(subnet(Ipv6CidrBlock=unknown).is_dual_stack, Unresolved)
    assert subnet(given({"Ref": "Subnet"})).is_dual_stack is True
    assert isinstance(subnet(given(unknown)).is_dual_stack, Unresolved)


def test_it_is_for_ipv6_only_when_it_says_so(subnet: Any, unknown: Any) -> None:
    assert subnet().is_ipv6_only is False
    assert subnet(Ipv6Native=False).is_ipv6_only is False
    assert subnet(Ipv6Native="true").is_ipv6_only is True
    assert isinstance(subnet(Ipv6Native=unknown).is_ipv6_only, Unresolved)
