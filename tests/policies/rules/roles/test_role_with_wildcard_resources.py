from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_with_wildcard_resources import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:bills-a1b2c3"


def test_actions_on_one_resource_that_are_allowed_on_all_are_told(
    judge: Judge, scene: Scene
) -> None:
    actions = ["secretsmanager:GetSecretValue", "sqs:sendmessage", "xray:PutTraceSegments"]

    [finding] = judge(rule, scene(scene.grant(actions)))

    assert finding.message == (
        "resources of secretsmanager:GetSecretValue and sqs:SendMessage must be named, got *"
    )
    assert finding.fix == "list the ARNs of what the function uses"
    assert finding.at == "Policies.0.PolicyDocument.Statement.0.Resource"


@pytest.mark.parametrize(
    ("actions", "resource"),
    [
        pytest.param("secretsmanager:GetSecretValue", ARN, id="one resource"),
        pytest.param("secretsmanager:GetSecretValue", {"Ref": "Unknown"}, id="unknown"),
        pytest.param(["ec2:CreateNetworkInterface", "xray:PutTraceSegments"], "*", id="needed"),
        pytest.param("bedrock:InvokeModel", "*", id="an action Keel does not know"),
        pytest.param("s3:*", "*", id="all of a service, which is told elsewhere"),
        pytest.param("*", "*", id="everything, which is told elsewhere"),
    ],
)
def test_silent(judge: Judge, scene: Scene, actions: Any, resource: Any) -> None:
    assert judge(rule, scene(scene.grant(actions, resource))) == []
