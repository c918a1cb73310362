from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.too_many_security_groups import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.network.conftest import Parts

IDS = [f"sg-{number:02}" for number in range(1, 7)]
MAYBE = {"Fn::If": ["Wide", "sg-99", {"Ref": "AWS::NoValue"}]}
CONDITIONS = {"Wide": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def test_a_sixth_group_is_one_too_many(judge: Judge, parts: Parts) -> None:
    [finding] = judge(rule, {"Score": parts.function(["subnet-01"], IDS)})

    assert finding.message == "security groups must be at most 5, got 6"
    assert finding.fix == "merge security groups until 5 or fewer are left"
    assert finding.at == "VpcConfig.SecurityGroupIds"


@pytest.mark.parametrize(
    "groups",
    [
        pytest.param(IDS[:5], id="as many as Lambda takes"),
        pytest.param({"Ref": "Unknown"}, id="known at deployment only"),
        pytest.param([*IDS[:5], MAYBE], id="one that may be left out"),
    ],
)
def test_silent(judge: Judge, parts: Parts, groups: Any) -> None:
    assert (
        judge(rule, {"Score": parts.function(["subnet-01"], groups)}, Conditions=CONDITIONS) == []
    )


def test_a_function_outside_a_vpc_is_silent(judge: Judge) -> None:
    assert judge(rule, {"Score": {"Type": "AWS::Lambda::Function"}}) == []
