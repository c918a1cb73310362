from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.deployment_role_not_for_codedeploy import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release

GROUP = {"ServiceRoleArn": {"Fn::GetAtt": ["Releaser", "Arn"]}}


def releaser(principal: Any) -> dict[str, Any]:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    properties = {"AssumeRolePolicyDocument": document}
    return {"Releaser": {"Type": "AWS::IAM::Role", "Properties": properties}}


@pytest.mark.parametrize(
    ("principal", "seen"),
    [
        ({"Service": "lambda.amazonaws.com"}, "lambda.amazonaws.com"),
        ({"AWS": "arn:aws:iam::123456789012:root"}, "no service"),
    ],
)
def test_a_role_that_codedeploy_cannot_assume_is_found(
    judge: Judge, release: Release, principal: Any, seen: str
) -> None:
    [finding] = judge(rule, release(group=GROUP, more=releaser(principal)))

    assert finding.message == f"role of Shift must trust codedeploy.amazonaws.com, got {seen}"
    assert finding.fix == "set the Service of the Principal to codedeploy.amazonaws.com"
    assert finding.at == "AssumeRolePolicyDocument"
    assert finding.resource.logical_id == "Releaser"


@pytest.mark.parametrize(
    "principal",
    [
        {"Service": "codedeploy.amazonaws.com"},
        {"Service": ["lambda.amazonaws.com", "codedeploy.amazonaws.com"]},
        {"Service": "codedeploy.eu-west-1.amazonaws.com"},
        {"Service": {"Ref": "Unknown"}},
        {"Ref": "Unknown"},
        "*",
    ],
)
def test_silent(judge: Judge, release: Release, principal: Any) -> None:
    assert judge(rule, release(group=GROUP, more=releaser(principal))) == []


def test_a_role_that_is_elsewhere_is_not_judged(judge: Judge, release: Release) -> None:
    assert judge(rule, release()) == []
