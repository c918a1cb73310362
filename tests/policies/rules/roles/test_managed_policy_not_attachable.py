from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.managed_policy_not_attachable import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


AWS = "arn:aws:iam::aws:policy"


@pytest.mark.parametrize(
    ("listed", "right"),
    [
        ("AWSLambdaBasicExecutionRole", "service-role/AWSLambdaBasicExecutionRole"),
        ("service-role/AWSXRayDaemonWriteAccess", "AWSXRayDaemonWriteAccess"),
        ("AWSLambdaFullAccess", "AWSLambda_FullAccess"),
        ("AWSLambdaReadOnlyAccess", "AWSLambda_ReadOnlyAccess"),
    ],
)
def test_the_policy_that_is_meant_is_told(
    judge: Judge, scene: Scene, listed: str, right: str
) -> None:
    [finding] = judge(rule, scene(managed=[f"{AWS}/{listed}"]))

    assert finding.message == (
        f"managed policy must be one that AWS has, such as {right}, got {listed}"
    )
    assert finding.fix == f"list arn:aws:iam::aws:policy/{right}"
    assert finding.at == "ManagedPolicyArns.0"


@pytest.mark.parametrize(
    "managed",
    [
        pytest.param([f"{AWS}/service-role/AWSLambdaBasicExecutionRole"], id="as AWS has it"),
        pytest.param([f"{AWS}/SomeNewPolicy"], id="a policy not known"),
        pytest.param(
            ["arn:aws:iam::123456789012:policy/AWSLambdaBasicExecutionRole"], id="the account's own"
        ),
        pytest.param([{"Ref": "Unknown"}], id="unknown"),
        pytest.param({"Ref": "Unknown"}, id="all unknown"),
        pytest.param([], id="none"),
    ],
)
def test_silent(judge: Judge, scene: Scene, managed: Any) -> None:
    assert judge(rule, scene(managed=managed)) == []


def test_another_partition_has_the_same_policies(judge: Judge, scene: Scene) -> None:
    arn = {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/AWSLambdaRole"}

    [finding] = judge(rule, scene(managed=[arn]))

    assert finding.message.endswith("such as service-role/AWSLambdaRole, got AWSLambdaRole")
