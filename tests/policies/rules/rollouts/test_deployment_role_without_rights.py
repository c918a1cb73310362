from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.deployment_role_without_rights import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release

POLICY = "arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda"
GROUP = {"ServiceRoleArn": {"Fn::GetAtt": ["Releaser", "Arn"]}}


def releaser(**properties: Any) -> dict[str, Any]:
    return {"Releaser": {"Type": "AWS::IAM::Role", "Properties": properties}}


def allowing(action: str, resource: Any = "*") -> list[dict[str, Any]]:
    statement = {"Effect": "Allow", "Action": action, "Resource": resource}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    return [{"PolicyName": "own", "PolicyDocument": document}]


def test_a_role_that_cannot_shift_is_found(judge: Judge, release: Release) -> None:
    more = releaser(Policies=allowing("cloudwatch:DescribeAlarms"))
    [finding] = judge(rule, release(group=GROUP, more=more))

    assert finding.message == (
        "role of Shift must allow lambda:UpdateAlias, got no statement that does"
    )
    assert finding.fix == f"add {POLICY} to ManagedPolicyArns"
    assert finding.at == "ManagedPolicyArns"
    assert finding.resource.logical_id == "Releaser"


def test_a_role_that_cannot_ask_alarms_is_found(judge: Judge, release: Release) -> None:
    more = releaser(Policies=allowing("lambda:UpdateAlias"))
    [finding] = judge(rule, release(group=GROUP, more=more))

    assert finding.message.startswith("role of Shift must allow cloudwatch:DescribeAlarms, got")
    assert judge(rule, release(group=GROUP | {"AlarmConfiguration": None}, more=more)) == []


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"ManagedPolicyArns": [POLICY]}, id="AWS's policy"),
        pytest.param({"ManagedPolicyArns": [f"{POLICY}Limited"]}, id="the limited one"),
        pytest.param({"ManagedPolicyArns": [{"Ref": "Unknown"}]}, id="unknown"),
        pytest.param({"Policies": allowing("*")}, id="everything"),
    ],
)
def test_silent(judge: Judge, release: Release, properties: dict[str, Any]) -> None:
    assert judge(rule, release(group=GROUP, more=releaser(**properties))) == []


def test_a_role_that_is_elsewhere_is_not_judged(judge: Judge, release: Release) -> None:
    assert judge(rule, release()) == []
