from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.function_in_one_zone import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.network.conftest import Parts

MAYBE = {"Fn::If": ["Wide", "subnet-99", {"Ref": "AWS::NoValue"}]}
CONDITIONS = {"Wide": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


@pytest.mark.parametrize("subnet", ["subnet-01", {"Ref": "Unknown"}], ids=["known", "unknown"])
def test_one_subnet_is_one_zone_whichever_it_is(judge: Judge, parts: Parts, subnet: Any) -> None:
    [finding] = judge(rule, {"Score": parts.function([subnet])})

    assert finding.message == "availability zones must be at least 2, got one subnet"
    assert finding.fix == "list subnets of 2 availability zones or more"
    assert finding.at == "VpcConfig.SubnetIds"


@pytest.mark.parametrize(
    ("zone", "name"), [("A", "zone 0 of the region"), ("eu-west-1a", "eu-west-1a")]
)
def test_several_subnets_of_one_zone_are_no_more(
    judge: Judge, parts: Parts, zone: str, name: str
) -> None:
    subnets = {"First": parts.subnet(zone), "Second": parts.subnet(zone)}

    [finding] = judge(rule, subnets | {"Score": parts.function(["First", "Second"])})

    assert finding.message == f"availability zones must be at least 2, got 2 subnets in {name}"


@pytest.mark.parametrize(
    "subnets",
    [
        pytest.param(["subnet-01", "subnet-02"], id="two subnets of somewhere"),
        pytest.param([], id="none"),
        pytest.param({"Ref": "Unknown"}, id="a list known at deployment only"),
        pytest.param([MAYBE], id="one that may be left out"),
        pytest.param(["First", "Second"], id="two zones"),
        pytest.param(["First", "Third"], id="a zone known at deployment only"),
        pytest.param(["Fourth", "Fifth"], id="zones that AWS chooses"),
    ],
)
def test_silent(judge: Judge, parts: Parts, subnets: Any) -> None:
    resources = {
        "First": parts.subnet("A"),
        "Second": parts.subnet("B"),
        "Third": parts.subnet({"Ref": "Unknown"}),
        "Fourth": parts.subnet(),
        "Fifth": parts.subnet(),
        "Score": parts.function(subnets),
    }
    for name in ("Fourth", "Fifth"):
        del resources[name]["Properties"]["AvailabilityZone"]

    assert judge(rule, resources, Conditions=CONDITIONS) == []
