from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_not_assumable_by_lambda import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


@pytest.mark.parametrize(
    ("principal", "told"),
    [
        ({"Service": "ec2.amazonaws.com"}, "ec2.amazonaws.com"),
        ({"Service": ["edgelambda.amazonaws.com"]}, "edgelambda.amazonaws.com"),
        (
            {"AWS": "123456789012", "Service": "sns.amazonaws.com"},
            "123456789012 and sns.amazonaws.com",
        ),
    ],
)
def test_who_is_trusted_instead_is_told(
    judge: Judge, scene: Scene, principal: Any, told: str
) -> None:
    [finding] = judge(rule, scene(role={"AssumeRolePolicyDocument": scene.trust(principal)}))

    assert finding.message == (
        f"trust policy must name lambda.amazonaws.com, whose role Bill has, got {told}"
    )
    assert finding.fix == (
        "set Principal to Service: lambda.amazonaws.com with Action: sts:AssumeRole"
    )
    assert finding.at == "AssumeRolePolicyDocument"
    assert finding.resource.logical_id == "BillRole"


def test_another_action_does_not_let_lambda_in(judge: Judge, scene: Scene) -> None:
    trust = scene.trust({"Service": "lambda.amazonaws.com"}, Action="sts:TagSession")

    assert len(judge(rule, scene(role={"AssumeRolePolicyDocument": trust}))) == 1


@pytest.mark.parametrize(
    "trust",
    [
        pytest.param(None, id="none"),
        pytest.param({"Ref": "Unknown"}, id="unknown"),
        pytest.param({"Statement": {"Ref": "Unknown"}}, id="statements unknown"),
    ],
)
def test_a_trust_policy_that_is_not_known_is_not_judged(
    judge: Judge, scene: Scene, trust: Any
) -> None:
    assert judge(rule, scene(role={"AssumeRolePolicyDocument": trust})) == []


@pytest.mark.parametrize(
    "principal",
    [
        {"Service": "lambda.amazonaws.com"},
        {"Service": ["apigateway.amazonaws.com", "lambda.amazonaws.com"]},
        {"Service": {"Fn::Sub": "lambda.${AWS::URLSuffix}"}},
        {"Service": {"Ref": "Unknown"}},
        {"Ref": "Unknown"},
    ],
)
def test_lambda_may_be_trusted(judge: Judge, scene: Scene, principal: Any) -> None:
    trust = scene.trust({"Service": "ec2.amazonaws.com"}, principal)

    assert judge(rule, scene(role={"AssumeRolePolicyDocument": trust})) == []


def test_a_role_that_no_function_has_is_not_judged(judge: Judge, scene: Scene) -> None:
    trust = scene.trust({"Service": "ec2.amazonaws.com"})
    resources = scene(
        role={"AssumeRolePolicyDocument": trust},
        function={"Role": "arn:aws:iam::123456789012:role/else"},
    )

    assert judge(rule, resources) == []
