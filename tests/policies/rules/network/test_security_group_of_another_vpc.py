from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.security_group_of_another_vpc import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.network.conftest import Parts

GROUP = {"Fn::GetAtt": ["Group", "GroupId"]}
CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def scene(parts: Parts, of_group: Any, of_subnet: Any = None, group: Any = None) -> dict[str, Any]:
    own = {} if of_group is None else {"VpcId": of_group}
    return {
        "Vpc": parts.vpc(),
        "Other": parts.vpc(),
        "Inside": parts.subnet(vpc=of_subnet),
        "Group": parts.group(**own),
        "Score": parts.function(["Inside"], [group or GROUP]),
    }


@pytest.mark.parametrize(
    ("of_group", "of_subnet", "names"),
    [
        pytest.param(None, None, ("Vpc", "the default VPC"), id="no VpcId"),
        pytest.param({"Ref": "Other"}, None, ("Vpc", "Other"), id="declared here"),
        pytest.param("vpc-01", "vpc-02", ("vpc-02", "vpc-01"), id="written out"),
    ],
)
def test_the_group_and_both_vpcs_are_named(
    judge: Judge, parts: Parts, of_group: Any, of_subnet: Any, names: tuple[str, str]
) -> None:
    own, theirs = names
    [finding] = judge(rule, scene(parts, of_group, of_subnet))

    assert finding.message == (
        f"security groups must belong to {own}, the VPC of the subnets, got Group of {theirs}"
    )
    assert finding.fix == f"take a security group of {own}, or set VpcId of this one to it"
    assert finding.at == "VpcConfig.SecurityGroupIds"
    assert finding.resource.logical_id == "Score"


def test_the_default_group_of_another_vpc_is_foreign(judge: Judge, parts: Parts) -> None:
    default = {"Fn::GetAtt": ["Other", "DefaultSecurityGroup"]}

    [finding] = judge(rule, scene(parts, None, group=default))

    assert finding.message.endswith("got Other.DefaultSecurityGroup of Other")


@pytest.mark.parametrize(
    ("of_group", "of_subnet", "group"),
    [
        pytest.param({"Ref": "Vpc"}, None, None, id="the same"),
        pytest.param("vpc-01", "vpc-01", None, id="the same written out"),
        pytest.param("vpc-01", None, None, id="an id that may be that of ours"),
        pytest.param({"Ref": "Unknown"}, None, None, id="known at deployment only"),
        pytest.param(None, "vpc-01", None, id="an id that may be that of the default VPC"),
        pytest.param(None, {"Ref": "Unknown"}, None, id="subnets of some VPC"),
        pytest.param(None, None, "sg-01", id="a group from outside"),
        pytest.param(
            None, None, {"Fn::GetAtt": ["Vpc", "DefaultSecurityGroup"]}, id="the default group"
        ),
    ],
)
def test_silent(judge: Judge, parts: Parts, of_group: Any, of_subnet: Any, group: Any) -> None:
    assert judge(rule, scene(parts, of_group, of_subnet, group)) == []


def test_a_group_that_may_not_be_made_is_not_judged(judge: Judge, parts: Parts) -> None:
    resources = scene(parts, None)
    resources["Group"]["Condition"] = "Perhaps"

    assert judge(rule, resources, Conditions=CONDITIONS) == []


def test_subnets_of_several_vpcs_are_another_finding(judge: Judge, parts: Parts) -> None:
    resources = scene(parts, None)
    resources["Second"] = parts.subnet(vpc={"Ref": "Other"})
    resources["Score"] = parts.function(["Inside", "Second"], [GROUP])

    assert judge(rule, resources) == []
