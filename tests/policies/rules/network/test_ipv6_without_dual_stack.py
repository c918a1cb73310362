from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.ipv6_without_dual_stack import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.network.conftest import Parts

IPV6 = {"Ipv6CidrBlock": "2001:db8::/64"}


def scene(parts: Parts, second: Any, allowed: Any = True, **others: Any) -> dict[str, Any]:  # noqa: FBT002 - what stands in the template
    return {
        "Vpc": parts.vpc(),
        "First": parts.subnet("A", **IPV6),
        "Second": parts.subnet("B", **second),
        "Quote": parts.function(["First", "Second"], Ipv6AllowedForDualStack=allowed),
    } | others


def given(subnet: str) -> dict[str, Any]:
    properties = {"SubnetId": {"Ref": subnet}} | IPV6
    return {"Range": {"Type": "AWS::EC2::SubnetCidrBlock", "Properties": properties}}


@pytest.mark.parametrize("allowed", [True, "true"], ids=["true", "text"])
def test_each_subnet_needs_addresses_of_both_kinds(
    judge: Judge, parts: Parts, allowed: Any
) -> None:
    [finding] = judge(rule, scene(parts, {}, allowed))

    assert finding.message == (
        "subnets must have IPv6 addresses for Ipv6AllowedForDualStack, got Second without"
    )
    assert finding.fix == "set Ipv6CidrBlock of Second, or take Ipv6AllowedForDualStack out"
    assert finding.at == "VpcConfig.Ipv6AllowedForDualStack"


def test_a_range_of_another_subnet_does_not_help(judge: Judge, parts: Parts) -> None:
    assert len(judge(rule, scene(parts, {}, **given("First")))) == 1


@pytest.mark.parametrize(
    ("second", "allowed"),
    [
        pytest.param(IPV6, True, id="dual stack"),
        pytest.param({"Ipv6CidrBlock": {"Ref": "Unknown"}}, True, id="a range that is not known"),
        pytest.param({"Ipv6IpamPoolId": "ipam-pool-01"}, True, id="a range from a pool"),
        pytest.param({}, False, id="not allowed"),
        pytest.param({}, {"Ref": "Unknown"}, id="known at deployment only"),
        pytest.param({}, None, id="absent"),
    ],
)
def test_silent(judge: Judge, parts: Parts, second: Any, allowed: Any) -> None:
    assert judge(rule, scene(parts, second, allowed)) == []


@pytest.mark.parametrize("subnet", ["Second", "Unknown"])
def test_a_range_may_be_given_beside_the_subnet(judge: Judge, parts: Parts, subnet: str) -> None:
    assert judge(rule, scene(parts, {}, **given(subnet))) == []


def test_imported_subnets_are_silent(judge: Judge, parts: Parts) -> None:
    function = parts.function(["subnet-01"], Ipv6AllowedForDualStack=True)

    assert judge(rule, {"Quote": function}) == []
