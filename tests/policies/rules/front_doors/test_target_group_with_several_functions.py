from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.target_group_with_several_functions import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(*ids: Any, kind: Any = "lambda") -> dict[str, Any]:
    properties = {"TargetType": kind, "Targets": [{"Id": each} for each in ids]}
    group = "AWS::ElasticLoadBalancingV2::TargetGroup"
    return {"Targets": {"Type": group, "Properties": properties}}


def test_a_target_group_has_one_function(judge: Judge) -> None:
    [finding] = judge(rule, scene("arn:aws:lambda:::function:a", UNKNOWN))

    assert finding.message == "targets of a target group must be at most 1, got 2"
    assert finding.fix == "keep one target, and make a target group for each other"
    assert finding.at == "Targets"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene("a"), id="one"),
        pytest.param(scene(), id="none"),
        pytest.param(scene("10.0.0.1", "10.0.0.2", kind="ip"), id="addresses"),
        pytest.param(scene("a", "b", kind=UNKNOWN), id="kind unknown"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
