from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_name_malformed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("a" * 65, "role name must be 1 to 64 characters, got 65 characters"),
        (
            {"Fn::Sub": "a" * 65 + "${Unknown}"},
            "role name must be 1 to 64 characters, got 65 characters",
        ),
        ("bill/live", "role name must be letters, digits and +=,.@_-, got 'bill/live'"),
        ("bill live", "role name must be letters, digits and +=,.@_-, got 'bill live'"),
        ("bíll", "role name must be letters, digits and +=,.@_-, got 'bíll'"),
        (
            {"Fn::Sub": "bill:${Unknown}"},
            "role name must be letters, digits and +=,.@_-, got 'bill:'",
        ),
    ],
)
def test_a_name_that_is_refused_is_told(
    judge: Judge, scene: Scene, name: Any, problem: str
) -> None:
    [finding] = judge(rule, scene(role={"RoleName": name}))

    assert finding.message == problem
    assert finding.fix == "leave RoleName out, and CloudFormation makes one"
    assert finding.at == "RoleName"


@pytest.mark.parametrize(
    "name", ["a" * 64, "b", "bill_1+2=3,.@-", {"Ref": "Unknown"}, {"Fn::Sub": "${Unknown}-b"}, None]
)
def test_silent(judge: Judge, scene: Scene, name: Any) -> None:
    assert judge(rule, scene(role={"RoleName": name})) == []


def test_the_role_of_another_service_is_not_judged(judge: Judge, scene: Scene) -> None:
    trust = scene.trust({"Service": "ec2.amazonaws.com"})
    resources = scene(role={"RoleName": "a b", "AssumeRolePolicyDocument": trust})
    del resources["Bill"]

    assert judge(rule, resources) == []
