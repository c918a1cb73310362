from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.user_pool_trigger_timeout_above_limit import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(timeout: Any = 6, trigger: str = "PreSignUp", arn: Any = None) -> dict[str, Any]:
    named = arn or {"Fn::GetAtt": ["Welcome", "Arn"]}
    config = {trigger: {"LambdaArn": named} if trigger.startswith("Custom") else named}
    return {
        "Welcome": {
            "Type": "AWS::Lambda::Function",
            "Properties": {"FunctionName": "welcome", "Timeout": timeout},
        },
        "Pool": {"Type": "AWS::Cognito::UserPool", "Properties": {"LambdaConfig": config}},
    }


def test_cognito_waits_five_seconds(judge: Judge) -> None:
    [finding] = judge(rule, scene())

    assert finding.message == "timeout of a trigger of Pool must be at most 5 s, got 6 s"
    assert finding.fix == "set Timeout to 5 s or less, and hand long work to a queue"
    assert (finding.resource.logical_id, finding.at) == ("Welcome", "Timeout")


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(5), id="just as long"),
        pytest.param(scene(None), id="the default"),
        pytest.param(scene(UNKNOWN), id="unknown"),
        pytest.param(scene(901), id="timeout-out-of-range's"),
        pytest.param(scene(30, "CustomEmailSender"), id="a sender, which nobody waits for"),
        pytest.param(scene(30, arn="welcome:3"), id="a version of some other day"),
        pytest.param(scene(30, arn=UNKNOWN), id="function unknown"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
