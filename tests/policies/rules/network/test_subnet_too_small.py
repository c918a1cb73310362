from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.subnet_too_small import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.network.conftest import Parts


def functions(parts: Parts, count: int, *, shared: bool = False) -> dict[str, Any]:
    return {
        f"F{number}": parts.function(["Tiny"], ["sg-00" if shared else f"sg-{number:02}"])
        for number in range(count)
    }


def scene(parts: Parts, cidr: Any = "10.0.0.0/28", **others: Any) -> dict[str, Any]:
    return {"Vpc": parts.vpc(), "Tiny": parts.subnet(CidrBlock=cidr)} | others


def test_a_twelfth_interface_does_not_fit_into_a_slash_28(judge: Judge, parts: Parts) -> None:
    [finding] = judge(rule, scene(parts, **functions(parts, 12)))

    assert finding.message == (
        "subnet must have 12 addresses for the interfaces in it, got 11 "
        "(16 less the 5 that AWS keeps)"
    )
    assert (
        finding.fix == "give it a larger CidrBlock, or share security groups between its functions"
    )
    assert finding.at == "CidrBlock"
    assert finding.resource.logical_id == "Tiny"


def test_endpoints_and_nat_gateways_take_addresses_too(judge: Judge, parts: Parts) -> None:
    others = {
        "Endpoint": parts.endpoint("sqs", VpcEndpointType="Interface", SubnetIds=[{"Ref": "Tiny"}]),
        "Nat": parts.nat("Tiny"),
        "Group": parts.group(),
        "Last": parts.function(["Tiny"], [{"Ref": "Group"}]),
    }

    assert judge(rule, scene(parts, **functions(parts, 8), **others)) == []
    assert len(judge(rule, scene(parts, **functions(parts, 9), **others))) == 1


@pytest.mark.parametrize(
    ("cidr", "shared"),
    [
        pytest.param("10.0.0.0/27", False, id="a larger subnet"),
        pytest.param("10.0.0.0/28", True, id="security groups that functions share"),
        pytest.param({"Ref": "Unknown"}, False, id="a range known at deployment only"),
        pytest.param("10.0.0.0", False, id="no range"),
        pytest.param("10.0.0.0/99", False, id="no range of IPv4"),
    ],
)
def test_silent(judge: Judge, parts: Parts, cidr: Any, *, shared: bool) -> None:
    assert judge(rule, scene(parts, cidr, **functions(parts, 12, shared=shared))) == []


def test_groups_known_at_deployment_only_may_all_be_one(judge: Judge, parts: Parts) -> None:
    unknown = {f"F{number}": parts.function(["Tiny"], [{"Ref": "Unknown"}]) for number in range(12)}

    assert judge(rule, scene(parts, **unknown)) == []


def test_a_gateway_endpoint_has_no_interface(judge: Judge, parts: Parts) -> None:
    endpoint = {"Endpoint": parts.endpoint("s3", SubnetIds=[{"Ref": "Tiny"}])}

    assert judge(rule, scene(parts, **functions(parts, 11), **endpoint)) == []


def test_a_subnet_without_functions_is_not_ours_to_judge(judge: Judge, parts: Parts) -> None:
    nats = {f"Nat{number}": parts.nat("Tiny") for number in range(12)}

    assert judge(rule, scene(parts, **nats)) == []
