from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_trusts_everybody import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


LAMBDA = {"Service": "lambda.amazonaws.com"}


@pytest.mark.parametrize("principal", ["*", {"AWS": "*"}, {"AWS": ["123456789012", "*"]}])
def test_everybody_is_told(judge: Judge, scene: Scene, principal: Any) -> None:
    trust = scene.trust(LAMBDA, principal)

    [finding] = judge(rule, scene(role={"AssumeRolePolicyDocument": trust}))

    assert finding.message == "principals that may assume a role must be named, got *"
    assert finding.fix == "trust Service: lambda.amazonaws.com alone"
    assert finding.at == "AssumeRolePolicyDocument.Statement.1.Principal"


@pytest.mark.parametrize(
    ("principal", "elements"),
    [
        pytest.param({"AWS": "123456789012"}, {}, id="an account"),
        pytest.param({"AWS": {"Ref": "Unknown"}}, {}, id="somebody unknown"),
        pytest.param({"Ref": "Unknown"}, {}, id="all unknown"),
        pytest.param("*", {"Effect": "Deny"}, id="nobody"),
        pytest.param("*", {"Action": "sts:TagSession"}, id="another action"),
        pytest.param(
            "*",
            {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}},
            id="an organization",
        ),
        pytest.param({"Federated": "*"}, {}, id="another kind"),
    ],
)
def test_silent(judge: Judge, scene: Scene, principal: Any, elements: dict[str, Any]) -> None:
    trust = scene.trust(principal, **elements)

    assert judge(rule, scene(role={"AssumeRolePolicyDocument": trust})) == []


def test_the_role_of_another_service_is_not_judged(judge: Judge, scene: Scene) -> None:
    resources = scene(role={"AssumeRolePolicyDocument": scene.trust("*")})
    del resources["Bill"]

    assert judge(rule, resources) == []
