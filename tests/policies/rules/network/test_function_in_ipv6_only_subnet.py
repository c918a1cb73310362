from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.function_in_ipv6_only_subnet import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.network.conftest import Parts


def scene(parts: Parts, native: Any) -> dict[str, Any]:
    own = {} if native is None else {"Ipv6Native": native}
    return {
        "Vpc": parts.vpc(),
        "Modern": parts.subnet(Ipv6CidrBlock="2001:db8::/64", **own),
        "Quote": parts.function(["subnet-01", "Modern"]),
    }


@pytest.mark.parametrize("native", [True, "true"], ids=["true", "text"])
def test_a_subnet_without_ipv4_is_refused(judge: Judge, parts: Parts, native: Any) -> None:
    [finding] = judge(rule, scene(parts, native))

    assert finding.message == "subnets must have IPv4 addresses, got Modern with IPv6 only"
    assert finding.fix == "take a subnet with a CidrBlock"
    assert finding.at == "VpcConfig.SubnetIds.1"


@pytest.mark.parametrize(
    "native",
    [
        pytest.param(None, id="absent"),
        pytest.param(False, id="dual stack"),
        pytest.param({"Ref": "Unknown"}, id="known at deployment only"),
    ],
)
def test_silent(judge: Judge, parts: Parts, native: Any) -> None:
    assert judge(rule, scene(parts, native)) == []


def test_subnets_known_at_deployment_only_are_silent(judge: Judge, parts: Parts) -> None:
    assert judge(rule, {"Quote": parts.function({"Ref": "Unknown"})}) == []
