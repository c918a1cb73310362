from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.managed_policies_above_default_quota import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


def own(count: int) -> list[Any]:
    return [f"arn:aws:iam::123456789012:policy/p{number}" for number in range(count)]


def test_the_eleventh_is_told(judge: Judge, scene: Scene) -> None:
    [finding] = judge(rule, scene(managed=own(11)))

    assert finding.message == "managed policies must be at most 10, got 11"
    assert finding.fix == (
        "write what the function needs into one policy, or ask AWS for a higher quota"
    )
    assert finding.at == "ManagedPolicyArns"


def test_ten_are_accepted(judge: Judge, scene: Scene) -> None:
    assert judge(rule, scene(managed=own(10))) == []


def test_those_that_are_attached_count(judge: Judge, scene: Scene) -> None:
    rights = scene.policy(scene.grant("s3:GetObject"), kind="ManagedPolicy")

    assert len(judge(rule, scene(managed=own(10), Rights=rights))) == 1
    assert judge(rule, scene(managed=own(9), Rights=rights)) == []


def test_one_that_is_listed_and_attached_counts_once(judge: Judge, scene: Scene) -> None:
    rights = scene.policy(scene.grant("s3:GetObject"), kind="ManagedPolicy")

    assert judge(rule, scene(managed=[*own(9), {"Ref": "Rights"}], Rights=rights)) == []


@pytest.mark.parametrize(
    "managed",
    [
        pytest.param({"Ref": "Unknown"}, id="unknown"),
        pytest.param(
            [*own(10), {"Fn::If": ["Perhaps", "arn:x", {"Ref": "AWS::NoValue"}]}], id="perhaps"
        ),
    ],
)
def test_silent(judge: Judge, scene: Scene, managed: Any) -> None:
    conditions = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}

    assert judge(rule, scene(managed=managed), Conditions=conditions) == []
