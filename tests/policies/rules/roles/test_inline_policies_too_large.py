from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.inline_policies_too_large import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


# What a policy with one statement has around its resource.
FRAME = '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":""}]}'


def of_size(scene: Scene, characters: int) -> dict[str, Any]:
    return scene.grant("s3:GetObject", "x" * (characters - len(FRAME)))


def test_what_is_too_large_is_told(judge: Judge, scene: Scene) -> None:
    [finding] = judge(rule, scene(of_size(scene, 10241)))

    assert finding.message == (
        "inline policies of a role must be at most 10240 characters, got 10241 characters or more"
    )
    assert finding.fix == (
        "cover many ARNs with one wildcard, or move statements to an AWS::IAM::ManagedPolicy"
    )
    assert finding.resource.logical_id == "BillRole"


def test_the_largest_is_accepted(judge: Judge, scene: Scene) -> None:
    assert judge(rule, scene(of_size(scene, 10240))) == []


@pytest.mark.parametrize("kind", ["Policy", "RolePolicy"])
def test_policies_that_are_attached_count_with_those_of_the_role(
    judge: Judge, scene: Scene, kind: str
) -> None:
    half = of_size(scene, 5121)
    attached = scene.policy(half, kind=kind, RoleName={"Ref": "BillRole"})

    assert len(judge(rule, scene(half, Rights=attached))) == 1
    attached["Condition"] = "Perhaps"
    conditions = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
    assert judge(rule, scene(half, Rights=attached), Conditions=conditions) == []


def test_managed_policies_do_not_count(judge: Judge, scene: Scene) -> None:
    managed = scene.policy(of_size(scene, 9000), kind="ManagedPolicy")

    assert judge(rule, scene(of_size(scene, 9000), Rights=managed)) == []


def test_white_space_does_not_count(judge: Judge, scene: Scene) -> None:
    spaced = scene.grant("s3:GetObject", "x " * 10_000)

    assert judge(rule, scene(scene.grant("s3:GetObject", " " * 20_000))) == []
    assert len(judge(rule, scene(spaced, spaced))) == 1


def test_what_only_the_deployment_knows_counts_as_nothing(judge: Judge, scene: Scene) -> None:
    unknown = [scene.grant({"Ref": "Unknown"}, {"Fn::Sub": "${Unknown}"}) for _ in range(100)]

    assert judge(rule, scene(*unknown)) == []
    assert judge(rule, scene(role={"Policies": {"Ref": "Unknown"}})) == []
    assert judge(rule, scene(role={"Policies": [{"Ref": "Unknown"}]})) == []
