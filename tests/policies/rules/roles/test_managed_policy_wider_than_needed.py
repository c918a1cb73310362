from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.managed_policy_wider_than_needed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


AWS = "arn:aws:iam::aws:policy"


def test_all_of_a_service_is_told(judge: Judge, scene: Scene) -> None:
    resources = scene(managed=[f"{AWS}/AmazonSSMReadOnlyAccess", f"{AWS}/AmazonS3FullAccess"])

    [finding] = judge(rule, resources)

    assert finding.message == (
        "rights of functions must be named, got AmazonS3FullAccess: all of s3 and s3-object-lambda"
    )
    assert finding.fix == "write a policy with the actions that the function calls, and their ARNs"
    assert finding.at == "ManagedPolicyArns.1"


@pytest.mark.parametrize(
    "managed",
    [
        pytest.param([f"{AWS}/service-role/AWSLambdaBasicExecutionRole"], id="for functions"),
        pytest.param([f"{AWS}/AdministratorAccess"], id="everything, which is told elsewhere"),
        pytest.param([f"{AWS}/AmazonNewestFullAccess"], id="a policy not known"),
        pytest.param(["arn:aws:iam::123456789012:policy/own"], id="the account's own"),
        pytest.param([{"Ref": "Unknown"}], id="unknown"),
        pytest.param({"Ref": "Unknown"}, id="all unknown"),
    ],
)
def test_silent(judge: Judge, scene: Scene, managed: Any) -> None:
    assert judge(rule, scene(managed=managed)) == []


def test_the_role_of_another_service_is_not_judged(judge: Judge, scene: Scene) -> None:
    trust = {"AssumeRolePolicyDocument": scene.trust({"Service": "ec2.amazonaws.com"})}
    resources = scene(managed=[f"{AWS}/AmazonS3FullAccess"], role=trust)
    del resources["Bill"]

    assert judge(rule, resources) == []
