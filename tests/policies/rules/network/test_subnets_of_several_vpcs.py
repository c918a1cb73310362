from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.subnets_of_several_vpcs import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.network.conftest import Parts


def scene(parts: Parts, first: Any, second: Any) -> dict[str, Any]:
    return {
        "Old": parts.vpc(),
        "New": parts.vpc(),
        "First": parts.subnet(vpc=first),
        "Second": parts.subnet(vpc=second),
        "Score": parts.function(["First", "Second", "subnet-01"]),
    }


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        pytest.param({"Ref": "Old"}, {"Ref": "New"}, "Old and New", id="declared here"),
        pytest.param("vpc-01", "vpc-02", "vpc-01 and vpc-02", id="written out"),
    ],
)
def test_both_vpcs_are_named(
    judge: Judge, parts: Parts, first: Any, second: Any, names: str
) -> None:
    [finding] = judge(rule, scene(parts, first, second))

    assert finding.message == f"subnets must belong to one VPC, got those of {names}"
    assert finding.fix == "list subnets of one VPC"
    assert finding.at == "VpcConfig.SubnetIds"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"Ref": "New"}, {"Fn::GetAtt": ["New", "VpcId"]}, id="one VPC"),
        pytest.param("vpc-01", "vpc-01", id="one VPC written out"),
        pytest.param({"Ref": "New"}, "vpc-01", id="an id that may be that of the other"),
        pytest.param({"Ref": "New"}, {"Ref": "Unknown"}, id="known at deployment only"),
    ],
)
def test_silent(judge: Judge, parts: Parts, first: Any, second: Any) -> None:
    assert judge(rule, scene(parts, first, second)) == []


def test_a_function_outside_a_vpc_is_silent(judge: Judge) -> None:
    assert judge(rule, {"Score": {"Type": "AWS::Lambda::Function"}}) == []
