from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.hook_beyond_deployment_role import check as rule

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


def smoke(**properties: Any) -> dict[str, Any]:
    return {"Smoke": {"Type": "AWS::Lambda::Function", "Properties": properties}}


UPDATE = {"BeforeAllowTrafficHook": {"Ref": "Smoke"}}


@pytest.mark.parametrize(
    ("hook", "seen"),
    [(smoke(), "a generated name"), (smoke(FunctionName="smoke"), "smoke")],
)
def test_a_hook_that_codedeploy_may_not_invoke_is_found(
    judge: Judge, release: Release, hook: dict[str, Any], seen: str
) -> None:
    more = releaser(ManagedPolicyArns=[POLICY]) | hook
    [finding] = judge(rule, release(group=GROUP, update=UPDATE, more=more))

    assert finding.message == (
        "role of CodeDeploy must allow lambda:InvokeFunction on Smoke, BeforeAllowTrafficHook of "
        f"Live, got {seen} and no statement about it"
    )
    assert finding.fix == (
        "allow lambda:InvokeFunction on Smoke, or begin its FunctionName with CodeDeployHook_"
    )
    assert finding.resource.logical_id == "Releaser"


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(
            releaser(ManagedPolicyArns=[POLICY]) | smoke(FunctionName="CodeDeployHook_smoke"),
            id="named for it",
        ),
        pytest.param(
            releaser(ManagedPolicyArns=[POLICY]) | smoke(FunctionName={"Ref": "Unknown"}),
            id="name unknown",
        ),
        pytest.param(
            releaser(
                ManagedPolicyArns=[POLICY],
                Policies=allowing("lambda:InvokeFunction", {"Fn::GetAtt": ["Smoke", "Arn"]}),
            )
            | smoke(),
            id="allowed",
        ),
        pytest.param(
            releaser(ManagedPolicyArns=[POLICY], Policies=allowing("lambda:*")) | smoke(),
            id="everything allowed",
        ),
        pytest.param(
            releaser(ManagedPolicyArns=[POLICY, {"Ref": "Unknown"}]) | smoke(), id="policy unknown"
        ),
        pytest.param(smoke(), id="role elsewhere"),
    ],
)
def test_silent(judge: Judge, release: Release, more: dict[str, Any]) -> None:
    group = GROUP if "Releaser" in more else None

    assert judge(rule, release(group=group, update=UPDATE, more=more)) == []
