from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.managed_policy_too_large import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


# What a policy with one statement has around its resource.
FRAME = '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":""}]}'


def of_size(scene: Scene, characters: int) -> dict[str, Any]:
    statement = scene.grant("s3:GetObject", "x" * (characters - len(FRAME)))
    return scene.policy(statement, kind="ManagedPolicy")


def test_what_is_too_large_is_told(judge: Judge, scene: Scene) -> None:
    [finding] = judge(rule, scene(Rights=of_size(scene, 6145)))

    assert finding.message == (
        "managed policy must be at most 6144 characters, got 6145 characters or more"
    )
    assert finding.fix == (
        "cover many ARNs with one wildcard, or divide the statements among two policies"
    )
    assert finding.at == "PolicyDocument"
    assert finding.resource.logical_id == "Rights"


def test_the_largest_is_accepted(judge: Judge, scene: Scene) -> None:
    assert judge(rule, scene(Rights=of_size(scene, 6144))) == []


@pytest.mark.parametrize("document", [{"Ref": "Unknown"}, None, {"Statement": {"Ref": "Unknown"}}])
def test_what_is_not_known_counts_as_nothing(judge: Judge, scene: Scene, document: Any) -> None:
    rights = scene.policy(kind="ManagedPolicy", PolicyDocument=document)

    assert judge(rule, scene(Rights=rights)) == []
