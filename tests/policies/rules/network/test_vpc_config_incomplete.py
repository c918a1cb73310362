from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.vpc_config_incomplete import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

MAYBE = {"Fn::If": ["Wide", "subnet-99", {"Ref": "AWS::NoValue"}]}
CONDITIONS = {"Wide": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def function(**vpc_config: Any) -> dict[str, Any]:
    properties = {"VpcConfig": vpc_config}
    return {"Score": {"Type": "AWS::Lambda::Function", "Properties": properties}}


@pytest.mark.parametrize("groups", [{}, {"SecurityGroupIds": []}], ids=["absent", "empty"])
def test_subnets_without_security_groups_are_half_of_it(
    judge: Judge, groups: dict[str, Any]
) -> None:
    [finding] = judge(rule, function(SubnetIds=["subnet-01"], **groups))

    assert finding.message == "subnets must come with security groups, got none"
    assert finding.fix == "add SecurityGroupIds, or take VpcConfig out"
    assert finding.at == "VpcConfig"


def test_security_groups_without_subnets_are_the_other_half(judge: Judge) -> None:
    [finding] = judge(rule, function(SecurityGroupIds=["sg-01"]))

    assert finding.message == "security groups must come with subnets, got none"
    assert finding.fix == "add SubnetIds, or take VpcConfig out"


@pytest.mark.parametrize(
    "vpc_config",
    [
        pytest.param({"SubnetIds": ["subnet-01"], "SecurityGroupIds": ["sg-01"]}, id="both"),
        pytest.param({"SubnetIds": [], "SecurityGroupIds": []}, id="neither, which detaches"),
        pytest.param({}, id="nothing"),
        pytest.param(
            {"SubnetIds": ["subnet-01"], "SecurityGroupIds": {"Ref": "Unknown"}},
            id="groups known at deployment only",
        ),
        pytest.param({"SubnetIds": {"Ref": "Unknown"}}, id="subnets known at deployment only"),
        pytest.param({"SubnetIds": [MAYBE]}, id="subnets that may be left out"),
        pytest.param({"Fn::Transform": {"Name": "Network"}}, id="what a macro writes"),
    ],
)
def test_silent(judge: Judge, vpc_config: dict[str, Any]) -> None:
    assert judge(rule, function(**vpc_config), Conditions=CONDITIONS) == []
