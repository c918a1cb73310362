from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.too_many_subnets import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.network.conftest import Parts

IDS = [f"subnet-{number:02}" for number in range(1, 18)]
MAYBE = {"Fn::If": ["Wide", "subnet-99", {"Ref": "AWS::NoValue"}]}
CONDITIONS = {"Wide": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def test_a_seventeenth_subnet_is_one_too_many(judge: Judge, parts: Parts) -> None:
    [finding] = judge(rule, {"Score": parts.function(IDS)})

    assert finding.message == "subnets must be at most 16, got 17"
    assert finding.fix == "take out subnets until 16 or fewer are left"
    assert finding.at == "VpcConfig.SubnetIds"


@pytest.mark.parametrize(
    "subnets",
    [
        pytest.param(IDS[:16], id="as many as Lambda takes"),
        pytest.param([], id="none"),
        pytest.param({"Ref": "Unknown"}, id="known at deployment only"),
        pytest.param([*IDS[:16], MAYBE], id="one that may be left out"),
    ],
)
def test_silent(judge: Judge, parts: Parts, subnets: Any) -> None:
    assert judge(rule, {"Score": parts.function(subnets)}, Conditions=CONDITIONS) == []


def test_a_function_outside_a_vpc_is_silent(judge: Judge) -> None:
    assert judge(rule, {"Score": {"Type": "AWS::Lambda::Function"}}) == []
